using System.Text;

using Cadabra.Lake.Inputs;
using Cadabra.Lake.Reading;
using Cadabra.Storage;

namespace Cadabra.Lake.Tests;

/// <summary>What tests do with lakes again and again.</summary>
internal static class Lakes
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Order lines numbered by their customer, each of a product of its own.</summary>
    public static byte[] Lines(int first, int count) => Encoding.UTF8.GetBytes(string.Concat(
        Enumerable.Range(first, count).Select(i => $"{i},{10_000 + (i % 90_000)},LINE {i},1,2011-11-11 05:00:12,1.50,{i},United Kingdom\r\n")));

    public static Task Put(IBlobContainer lake, string name, byte[] bytes) =>
        lake.PutAsync(name, (stream, token) => stream.WriteAsync(bytes, token).AsTask(), Cancel);

    public static async Task<byte[]> Bytes(IBlobContainer lake, string name)
    {
        await using Stream stream = await lake.OpenReadAsync(name, Cancel);
        using MemoryStream bytes = new();
        await stream.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    public static async Task<OrderInputSet> Resolve(params string[] inputs) => await new OrderInputs().ResolveAsync(inputs, TimeRange.All, Cancel);

    /// <summary>Reads everything: the customers in the order of delivery, and the report.</summary>
    public static async Task<(List<string> Customers, LakeReport Report)> Read(IReadOnlyList<LakeObject> objects, LakeReaderOptions? options = null)
    {
        LakeReader reader = new(objects, options);
        List<string> customers = [];
        await foreach (LakeBatch batch in reader.ReadAsync(Cancel))
        {
            for (int i = 0; i < batch.Orders.Count; i++)
            {
                customers.Add(Encoding.UTF8.GetString(batch.Orders[i].CustomerId));
            }
        }

        return (customers, reader.Report);
    }

    /// <summary>Reads everything, for its report alone.</summary>
    public static async Task<LakeReport> Report(IReadOnlyList<LakeObject> objects, LakeReaderOptions? options = null)
    {
        LakeReader reader = new(objects, options);
        await foreach (LakeBatch _ in reader.ReadAsync(Cancel))
        {
        }

        return reader.Report;
    }
}
