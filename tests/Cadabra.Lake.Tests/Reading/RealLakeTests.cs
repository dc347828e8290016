using System.IO.Compression;

using Cadabra.Lake.Layout;
using Cadabra.Lake.Reading;
using Cadabra.Lake.Writing;
using Cadabra.Storage;

namespace Cadabra.Lake.Tests.Reading;

/// <summary>The same real lines in every shape that a lake can have.</summary>
public sealed class RealLakeTests : IDisposable
{
    private const long Lines = 541_909;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_a_lake_a_foreign_lake_and_plain_logs_hold_the_same_lines()
    {
        string log = await Unpack();
        (List<string> customers, LakeReport file) = await Read(RealData.OnlineRetail);
        (List<string> unheld, LakeReport unheldFile) = await Read(RealData.OnlineRetail, new LakeReaderOptions { HeldBytes = 1 << 20 });
        await WriteLake(log);
        await WriteForeignLake(log);
        await WriteLogs(log);

        Assert.Equal(Lines, file.Counts.Lines);
        Assert.Equal(Lines, file.Counts.Kept + file.Counts.Rejected);
        AssertSame(unheld, unheldFile, objects: 1);
        foreach ((string input, int objects) in new[] { ("lake", 49), ("foreign", 3), ("logs", 10), ("lake/orders/year=2011/*", 49) })
        {
            (List<string> others, LakeReport report) = await Read(_folder[input]);
            AssertSame(others, report, objects);
        }

        void AssertSame(List<string> others, LakeReport report, int objects)
        {
            Assert.Equal(objects, report.Objects);
            Assert.Empty(report.Damaged);
            Assert.Equal(file.Counts, report.Counts);
            Assert.True(customers.SequenceEqual(others), "The lines came in another order.");
        }
    }

    private static async Task<(List<string> Customers, LakeReport Report)> Read(string input, LakeReaderOptions? options = null) =>
        await Lakes.Read((await Lakes.Resolve(input)).Objects, options);

    private async Task<string> Unpack()
    {
        string path = _folder["online-retail.csv"];
        await using GZipStream source = new(File.OpenRead(RealData.OnlineRetail), CompressionMode.Decompress);
        await using FileStream target = File.Create(path);
        await source.CopyToAsync(target, Cancel);
        return path;
    }

    private async Task WriteLake(string log)
    {
        LakeWriter writer = new(new DiskBlobContainer(_folder["lake"]), new LakeWriterOptions { MaxObjectBytes = 1_000_000, Level = CompressionLevel.Fastest });
        DateTimeOffset arrival = new(2011, 12, 9, 12, 50, 0, TimeSpan.Zero);
        using FileStream bytes = File.OpenRead(log);
        foreach ((long offset, long length) in LogSplitter.Split(bytes.SafeFileHandle, bytes.Length, 1_000_000))
        {
            // A minute later each time, so that the order of names is the order of lines.
            arrival += TimeSpan.FromMinutes(1);
            bytes.Position = offset;
            await writer.PutAsync(new LogRange("online-retail.csv", offset, length), arrival, bytes, Cancel);
        }
    }

    private async Task WriteForeignLake(string log)
    {
        DiskBlobContainer lake = new(_folder["foreign"]);
        string[] names = ["shop-1-2011-12-09-12-00-00-0a", "shop-1-2011-12-09-13-00-00-0b.gz", "shop-3-2011-12-09-13-00-01-0c"];
        await Copy(log, 20_000_000, (i, bytes) => Lakes.Put(
            lake, $"orders/year=2011/month=12/day=09/hour={12 + Math.Min(i, 1)}/{names[i]}", i == 0 ? bytes : Gzip.GzipBytes.Of(bytes, CompressionLevel.Fastest)));
        await Lakes.Put(lake, "errors/a1/processing-failed/2011/12/09/x", Lakes.Lines(1, 5));
    }

    private Task WriteLogs(string log) =>
        Copy(log, 5_000_000, (i, bytes) => Lakes.Put(new DiskBlobContainer(_folder["logs"]), $"shop/{i:D3}.log", bytes));

    private static async Task Copy(string log, long maxBytes, Func<int, byte[], Task> put)
    {
        using FileStream file = File.OpenRead(log);
        int i = 0;
        foreach ((long offset, long length) in LogSplitter.Split(file.SafeFileHandle, file.Length, maxBytes))
        {
            byte[] bytes = new byte[length];
            file.Position = offset;
            await file.ReadExactlyAsync(bytes, Cancel);
            await put(i++, bytes);
        }
    }
}
