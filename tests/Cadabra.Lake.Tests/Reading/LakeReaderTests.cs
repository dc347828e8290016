using Cadabra.Lake.Inputs;
using Cadabra.Lake.Reading;
using Cadabra.Lake.Tests.Gzip;
using Cadabra.Storage;

namespace Cadabra.Lake.Tests.Reading;

public sealed class LakeReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DiskBlobContainer _lake;

    public LakeReaderTests()
    {
        _lake = new DiskBlobContainer(_folder["lake"]);
    }

    public static TheoryData<int, int, int> Options => new()
    {
        { 1, 1, 64 << 20 },
        { 2, 1, 0 },
        { 3, 8, 100_000 },
        { 16, 2, 64 << 20 },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Lines_come_in_the_order_of_objects_whatever_is_read_ahead(int objectsAtOnce, int batchesAhead, int heldBytes)
    {
        // Large and small, plain and gzip, one of many members: later objects are ready long before the first.
        await Lakes.Put(_lake, "1.log", Lakes.Lines(0, 60_000));
        await Lakes.Put(_lake, "2", [.. GzipBytes.Of(Lakes.Lines(60_000, 20_000)), .. GzipBytes.OfNothing, .. GzipBytes.Of(Lakes.Lines(80_000, 10))]);
        await Lakes.Put(_lake, "3", GzipBytes.Of(Lakes.Lines(80_010, 1)));
        await Lakes.Put(_lake, "4.gz", GzipBytes.OfNothing);
        await Lakes.Put(_lake, "5.csv", []);
        await Lakes.Put(_lake, "6", GzipBytes.Of(Lakes.Lines(80_011, 40_000)));

        (List<string> customers, LakeReport report) = await Read(new LakeReaderOptions { ObjectsAtOnce = objectsAtOnce, BatchesAhead = batchesAhead, HeldBytes = heldBytes });

        Assert.Equal(Enumerable.Range(0, 120_011).Select(i => $"{i}"), customers);
        Assert.Equal((6, 120_011L, 120_011L), (report.Objects, report.Counts.Lines, report.Counts.Kept));
        Assert.Empty(report.Damaged);
    }

    [Theory]
    [InlineData(64 << 20)]
    [InlineData(1000)]
    public async Task A_damaged_object_is_named_and_none_of_its_lines_are_delivered_or_counted(int heldBytes)
    {
        byte[] whole = GzipBytes.Of(Lakes.Lines(0, 30_000));
        byte[] flipped = [.. whole];
        flipped[whole.Length / 2] ^= 1;
        await Lakes.Put(_lake, "1", GzipBytes.Of(Lakes.Lines(1, 1)));
        await Lakes.Put(_lake, "2-flipped", flipped);
        await Lakes.Put(_lake, "3-cut", whole[..^1]);
        await Lakes.Put(_lake, "4-followed", [.. whole, .. "garbage"u8]);
        await Lakes.Put(_lake, "5-header", [0x1F, 0x00, .. whole[2..]]);
        await Lakes.Put(_lake, "6-header", [0x00, 0x8B, .. whole[2..]]);
        await Lakes.Put(_lake, "7-cut-to-nothing.gz", []);
        await Lakes.Put(_lake, "8-cut-to-one", [0x1F]);
        await Lakes.Put(_lake, "9", GzipBytes.Of(Lakes.Lines(9, 1)));

        (List<string> customers, LakeReport report) = await Read(new LakeReaderOptions { HeldBytes = heldBytes });

        Assert.Equal(["1", "9"], customers);
        Assert.Equal((9, 2L), (report.Objects, report.Counts.Lines));
        Assert.Equal(
            ["2-flipped", "3-cut", "4-followed", "5-header", "6-header", "7-cut-to-nothing.gz", "8-cut-to-one"],
            report.Damaged.Select(damaged => damaged.Source.Name));
        Assert.All(report.Damaged, damaged => Assert.StartsWith($"{damaged.Source.Location} was left out: it", damaged.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_object_cut_or_flipped_anywhere_delivers_all_or_nothing()
    {
        byte[] whole = GzipBytes.Of(Lakes.Lines(0, 40));
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] flipped = [.. whole];
            flipped[i] ^= (byte)(1 << (i % 8));
            await Lakes.Put(_lake, $"cut/{i:D5}.gz", whole[..i]);
            await Lakes.Put(_lake, $"flipped/{i:D5}.gz", flipped);
        }

        LakeReport cut = await Lakes.Report((await Lakes.Resolve(_folder["lake/cut"])).Objects);
        LakeReport flip = await Lakes.Report((await Lakes.Resolve(_folder["lake/flipped"])).Objects);

        Assert.Equal(whole.Length, cut.Damaged.Count);
        Assert.Equal(0, cut.Counts.Lines);
        int harmless = whole.Length - flip.Damaged.Count;
        Assert.InRange(harmless, 1, 8);
        Assert.Equal(40 * harmless, flip.Counts.Lines);
        Assert.Equal(40 * harmless, flip.Counts.Kept);
    }

    [Fact]
    public async Task Plain_text_named_gz_reads_as_the_text_it_is()
    {
        await Lakes.Put(_lake, "unpacked.gz", Lakes.Lines(1, 2));
        await Lakes.Put(_lake, "short.gz", "x"u8.ToArray());

        (List<string> customers, LakeReport report) = await Read();

        Assert.Equal(["1", "2"], customers);
        Assert.Empty(report.Damaged);
        Assert.Equal(1, report.Counts.Malformed);
    }

    [Fact]
    public async Task No_more_objects_are_opened_ahead_than_the_options_say()
    {
        RecordingContainer recording = new(_lake);
        for (int i = 0; i < 9; i++)
        {
            await Lakes.Put(_lake, $"{i}", Lakes.Lines(i, 1));
        }

        LakeReader reader = new([.. Enumerable.Range(0, 9).Select(i => new LakeObject(recording, $"{i}", 1))], new LakeReaderOptions { ObjectsAtOnce = 3 });
        int read = 0;
        await foreach (LakeBatch _ in reader.ReadAsync(Cancel))
        {
            read++;
            Assert.InRange(recording.Opened.Count, read, read + 2);
        }

        Assert.Equal(9, read);
    }

    [Fact]
    public async Task An_object_that_is_gone_stops_the_reading_at_its_place_and_is_named()
    {
        await Lakes.Put(_lake, "1", Lakes.Lines(1, 1));
        await Lakes.Put(_lake, "2", Lakes.Lines(2, 1));
        await Lakes.Put(_lake, "3", Lakes.Lines(3, 1));
        LakeReader reader = new((await Lakes.Resolve(_folder["lake"])).Objects);
        await _lake.DeleteAsync("2", Cancel);

        int batches = 0;
        FileNotFoundException error = await Assert.ThrowsAsync<FileNotFoundException>(async () =>
        {
            await foreach (LakeBatch batch in reader.ReadAsync(Cancel))
            {
                batches++;
            }
        });

        Assert.Contains("'2'", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, batches);
        Assert.Equal(1, reader.Report.Objects);
    }

    [Fact]
    public async Task An_object_that_changes_between_verifying_and_reading_is_an_error_and_not_taken_for_whole()
    {
        byte[] whole = GzipBytes.Of(Lakes.Lines(0, 30_000));
        await Lakes.Put(_lake, "log", whole);
        LakeObject item = new(new ChangingContainer(_lake, whole[..^1]), "log", whole.Length);

        IOException error = await Assert.ThrowsAsync<IOException>(() => Lakes.Report([item], new LakeReaderOptions { HeldBytes = 1000 }));
        Assert.Contains("changed while it was read", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64 << 20)]
    public async Task A_consumer_may_leave_early_and_nothing_goes_on_behind_its_back(int heldBytes)
    {
        for (int i = 0; i < 4; i++)
        {
            await Lakes.Put(_lake, $"{i}", GzipBytes.Of(Lakes.Lines(0, 60_000)));
        }

        LakeReader reader = new((await Lakes.Resolve(_folder["lake"])).Objects, new LakeReaderOptions { BatchesAhead = 1, HeldBytes = heldBytes });
        await foreach (LakeBatch _ in reader.ReadAsync(Cancel))
        {
            break;
        }

        // On Windows this would fail were a file still open; everywhere, were a reader to fail on it in the background.
        Directory.Delete(_folder["lake"], recursive: true);
        Assert.Equal(0, reader.Report.Objects);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64 << 20)]
    public async Task Cancelling_ends_the_reading(int heldBytes)
    {
        await Lakes.Put(_lake, "log", GzipBytes.Of(Lakes.Lines(0, 200_000)));
        using CancellationTokenSource cancel = new();
        LakeReader reader = new((await Lakes.Resolve(_folder["lake"])).Objects, new LakeReaderOptions { BatchesAhead = 1, HeldBytes = heldBytes });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (LakeBatch _ in reader.ReadAsync(cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task A_reader_reads_once()
    {
        await Lakes.Put(_lake, "log", Lakes.Lines(1, 1));
        LakeReader reader = new((await Lakes.Resolve(_folder["lake"])).Objects);
        await reader.ReadAsync(Cancel).CountAsync(Cancel);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.ReadAsync(Cancel).CountAsync(Cancel));
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("ObjectsAtOnce", () => new LakeReader([], new LakeReaderOptions { ObjectsAtOnce = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("BatchesAhead", () => new LakeReader([], new LakeReaderOptions { BatchesAhead = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("HeldBytes", () => new LakeReader([], new LakeReaderOptions { HeldBytes = -1 }));
    }

    private async Task<(List<string> Customers, LakeReport Report)> Read(LakeReaderOptions? options = null) =>
        await Lakes.Read((await Lakes.Resolve(_folder["lake"])).Objects, options);

    /// <summary>A container whose blobs read as others from the second time on.</summary>
    private sealed class ChangingContainer(IBlobContainer inner, byte[] later) : IBlobContainer
    {
        private int _opened;

        public string Location => inner.Location;

        public async Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default) =>
            Interlocked.Increment(ref _opened) == 1 ? await inner.OpenReadAsync(name, cancellationToken) : new MemoryStream(later);

        public IAsyncEnumerable<BlobEntry> ListAsync(string prefix = "", CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<BlobFolder> ListFolderAsync(string folder = "", CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task DeleteAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
