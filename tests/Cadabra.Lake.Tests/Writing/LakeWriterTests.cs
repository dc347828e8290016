using System.IO.Compression;

using Cadabra.Lake.Inputs;
using Cadabra.Lake.Layout;
using Cadabra.Lake.Tests.Gzip;
using Cadabra.Lake.Writing;
using Cadabra.Storage;

namespace Cadabra.Lake.Tests.Writing;

public sealed class LakeWriterTests : IDisposable
{
    private static readonly DateTimeOffset Arrival = new(2011, 11, 11, 5, 0, 12, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly DiskBlobContainer _lake;

    public LakeWriterTests()
    {
        _lake = new DiskBlobContainer(_folder["lake"]);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] AsLogged => [.. "536365,22423,\"SAY \"\"HI\"\", "u8, 0xA3, .. "1\",6,x\r\nhalf a line, no end, \0"u8];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, ".gz")]
    [InlineData(false, ".log")]
    public async Task Bytes_arrive_exactly_as_logged_under_the_name_of_the_contract(bool gzip, string extension)
    {
        LakeWriter writer = new(_lake, new LakeWriterOptions { Gzip = gzip, Stream = "shop" });
        LogRange range = new("shop-1.log", 0, AsLogged.Length);

        string name = await writer.PutAsync(range, Arrival, new MemoryStream([.. AsLogged, 1, 2, 3]), Cancel);

        Assert.Equal($"orders/year=2011/month=11/day=11/hour=05/shop-1-2011-11-11-05-00-12-{range.ToId()}{extension}", name);
        byte[]? read = gzip ? await GzipBytes.ReadAsync(await Lakes.Bytes(_lake, name)) : await Lakes.Bytes(_lake, name);
        Assert.Equal(AsLogged, read);
    }

    [Fact]
    public async Task A_file_delivered_again_overwrites_its_own_objects()
    {
        await File.WriteAllBytesAsync(_folder["shop.log"], Lakes.Lines(0, 5_000), Cancel);
        LakeWriter writer = new(_lake, new LakeWriterOptions { MaxObjectBytes = 100_000 });

        IReadOnlyList<string> first = await writer.PutFileAsync(_folder["shop.log"], "shop.log", Arrival, Cancel);
        List<byte[]> bytes = [];
        foreach (string name in first)
        {
            bytes.Add(await Lakes.Bytes(_lake, name));
        }

        IReadOnlyList<string> second = await new LakeWriter(_lake, new LakeWriterOptions { MaxObjectBytes = 100_000 })
            .PutFileAsync(_folder["shop.log"], "shop.log", Arrival, Cancel);

        Assert.True(first.Count > 2);
        Assert.Equal(first, second);
        Assert.Equal(first.Order(StringComparer.Ordinal), await _lake.ListAsync("", Cancel).Select(entry => entry.Name).ToListAsync(Cancel));
        for (int i = 0; i < first.Count; i++)
        {
            Assert.Equal(bytes[i], await Lakes.Bytes(_lake, first[i]));
        }
    }

    [Fact]
    public async Task A_file_comes_back_whole_from_its_objects_and_each_ends_with_a_line()
    {
        byte[] log = [.. Lakes.Lines(0, 3_000), .. AsLogged];
        await File.WriteAllBytesAsync(_folder["shop.log"], log, Cancel);

        IReadOnlyList<string> names = await new LakeWriter(_lake, new LakeWriterOptions { MaxObjectBytes = 50_000, Level = CompressionLevel.Fastest })
            .PutFileAsync(_folder["shop.log"], "shop.log", Arrival, Cancel);

        List<byte> all = [];
        foreach (string name in names)
        {
            byte[] part = (await GzipBytes.ReadAsync(await Lakes.Bytes(_lake, name)))!;
            Assert.InRange(part.Length, 1, 50_000);
            Assert.True(name == names[^1] || part[^1] == '\n');
            all.AddRange(part);
        }

        Assert.Equal(log, all);
    }

    [Fact]
    public async Task An_empty_file_makes_no_object()
    {
        await File.WriteAllBytesAsync(_folder["empty.log"], [], Cancel);

        Assert.Empty(await new LakeWriter(_lake).PutFileAsync(_folder["empty.log"], "empty.log", Arrival, Cancel));
        Assert.Equal(0, await _lake.ListAsync("", Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task A_log_that_ends_before_its_range_makes_no_object()
    {
        EndOfStreamException error = await Assert.ThrowsAsync<EndOfStreamException>(
            () => new LakeWriter(_lake).PutAsync(new LogRange("shop.log", 100, 50), Arrival, new MemoryStream(new byte[20]), Cancel));

        Assert.Contains("'shop.log' ended 30 bytes before byte 150", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _lake.ListAsync("", Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task A_range_of_no_bytes_is_refused() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => new LakeWriter(_lake).PutAsync(new LogRange("shop.log", 0, 0), Arrival, Stream.Null, Cancel));

    [Fact]
    public async Task What_was_written_is_what_is_read()
    {
        await File.WriteAllBytesAsync(_folder["shop.log"], Lakes.Lines(0, 2_000), Cancel);
        await new LakeWriter(_lake).PutFileAsync(_folder["shop.log"], "shop.log", Arrival, Cancel);

        OrderInputSet set = await new OrderInputs().ResolveAsync([_lake.Location], new TimeRange(Arrival.AddMinutes(-1), Arrival), Cancel);
        (List<string> customers, _) = await Lakes.Read(set.Objects);

        Assert.Equal(Enumerable.Range(0, 2_000).Select(i => $"{i}"), customers);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name() =>
        Assert.Throws<ArgumentOutOfRangeException>("MaxObjectBytes", () => new LakeWriter(_lake, new LakeWriterOptions { MaxObjectBytes = 0 }));
}
