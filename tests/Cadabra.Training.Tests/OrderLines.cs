using System.IO.Compression;
using System.Text;
using Cadabra.Orders;
using Cadabra.Training.History;

namespace Cadabra.Training.Tests;

/// <summary>Reads histories from lines of text, the way order logs are read.</summary>
internal static class OrderLines
{
    /// <summary>An order line as it is logged; a negative quantity is a return.</summary>
    public static string Line(
        string invoice, string product, string time, string customer, int quantity = 1, string description = "THING", string price = "1.50") =>
        FormattableString.Invariant($"{invoice},{product},{description},{quantity},{time},{price},{customer},France");

    public static Task<OrderHistory> ReadAsync(params IEnumerable<string> lines) => ReadAsync(ProductKey.StockCode, lines);

    public static async Task<OrderHistory> ReadAsync(ProductKey key, params IEnumerable<string> lines)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return await ReadAsync(stream, key);
    }

    public static async Task<OrderHistory> ReadGzipAsync(string path, ProductKey key)
    {
        await using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return await ReadAsync(stream, key);
    }

    private static async Task<OrderHistory> ReadAsync(Stream stream, ProductKey key)
    {
        var builder = new OrderHistoryBuilder(key);
        await foreach (OrderBatch batch in OrderLineReader.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            builder.Add(batch);
        }

        return builder.Build();
    }
}
