using Cadabra.Lake.Inputs;
using Cadabra.Lake.Layout;
using Cadabra.Storage;

using CsCheck;

namespace Cadabra.Lake.Tests.Inputs;

public sealed class PruningTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2011, 11, 11, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingContainer _lake;

    public PruningTests()
    {
        _lake = new RecordingContainer(new DiskBlobContainer(_folder["lake"]));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2011-11-11T05:00:00Z", "2011-11-11T06:00:00Z", "2011-11-11T05")]
    [InlineData("2011-11-11T05:59:59Z", "2011-11-11T06:00:01Z", "2011-11-11T05 2011-11-11T06")]
    [InlineData("2011-11-11T23:00:00Z", "2011-11-12T01:00:00Z", "2011-11-11T23 2011-11-12T00")]
    [InlineData("2011-11-30T23:00:00Z", "2011-12-01T00:00:00Z", "2011-11-30T23")]
    [InlineData("2011-12-31T23:30:00Z", "2012-01-01T00:30:00Z", "2011-12-31T23 2012-01-01T00")]
    [InlineData("2012-01-01T00:30:00+01:00", "2012-01-01T00:45:00+01:00", "2011-12-31T23")]
    [InlineData(null, "2011-11-11T06:00:00Z", "2011-11-11T05")]
    [InlineData("2012-01-01T00:00:00Z", null, "2012-01-01T00")]
    public async Task A_range_reads_the_hours_that_it_touches_and_no_other(string? from, string? to, string hours)
    {
        foreach (string hour in new[] { "2011-11-11T05", "2011-11-11T06", "2011-11-11T23", "2011-11-12T00", "2011-11-30T23", "2011-12-01T00", "2011-12-31T23", "2012-01-01T00" })
        {
            await PutAt(DateTimeOffset.Parse(hour + ":00:00Z", null));
        }

        OrderInputSet set = await Resolve(from, to);
        await Lakes.Report(set.Objects);

        Assert.Equal(hours.Split(' ').Select(hour => Partition.At(DateTimeOffset.Parse(hour + ":00:00Z", null)).Prefix + "log"), _lake.Opened.Order(StringComparer.Ordinal));
        Assert.Equal(0, set.Unpartitioned);
    }

    [Fact]
    public async Task Any_range_reads_what_filtering_everything_would() =>
        await Gen.Select(Gen.Int[-2000, 2000].Array[1, 12], Gen.Int[-2000, 2000], Gen.Int[0, 1500], Gen.Int[0, 59], Gen.Bool, Gen.Bool).SampleAsync(
            async (hours, start, length, minutes, openStart, openEnd) =>
            {
                using TemporaryFolder folder = new();
                DiskBlobContainer lake = new(folder.FullPath);
                foreach (int hour in hours)
                {
                    await Lakes.Put(lake, Partition.At(Noon.AddHours(hour)).Prefix + "log", []);
                }

                DateTimeOffset? from = openStart ? null : Noon.AddHours(start).AddMinutes(minutes);
                DateTimeOffset? to = openEnd ? null : Noon.AddHours(start).AddMinutes(minutes + length);
                List<Partition> expected = [.. hours.Distinct().Order().Select(hour => Noon.AddHours(hour))
                    .Where(begin => !(begin >= to) && !(begin.AddHours(1) <= from) && (from is null || from != to)).Select(Partition.At)];
                try
                {
                    OrderInputSet set = await new OrderInputs().ResolveAsync([folder.FullPath], new TimeRange(from, to), Cancel);
                    Assert.Equal(expected.Select(partition => partition.Prefix + "log"), set.Objects.Select(item => item.Location[(folder.FullPath.Length + 1)..]));
                }
                catch (InputException)
                {
                    Assert.Empty(expected);
                }
            },
            iter: 100,
            threads: 1);

    [Fact]
    public async Task Folders_outside_the_range_are_not_even_listed()
    {
        for (int day = 0; day < 400; day += 10)
        {
            await PutAt(Noon.AddDays(day));
        }

        OrderInputSet set = await Resolve("2012-01-01T00:00:00Z", "2012-04-01T00:00:00Z");

        // January, February and March lie inside and are listed in one go each; above them, one look at each level.
        Assert.Equal(["orders/year=2012/month=01/", "orders/year=2012/month=02/", "orders/year=2012/month=03/"], _lake.Listed);
        Assert.Equal(["", "orders/", "orders/year=2012/"], _lake.Looked);
        Assert.Equal(9, set.Objects.Count);

        // Of 2011 the whole folder, of 2012 April to December.
        Assert.Equal(1 + 9, set.LeftOut);
    }

    [Fact]
    public async Task Without_a_range_a_lake_is_listed_in_one_go()
    {
        await PutAt(Noon);
        await PutAt(Noon.AddYears(1));

        Assert.Equal(2, (await Resolve(null, null)).Objects.Count);
        Assert.Equal(["orders/"], _lake.Listed);
    }

    [Fact]
    public async Task An_empty_range_leaves_nothing_and_says_so()
    {
        await PutAt(Noon);

        InputException error = await Assert.ThrowsAsync<InputException>(() => Resolve("2011-11-11T12:00:00Z", "2011-11-11T12:00:00Z"));
        Assert.Contains("from 2011-11-11 12:00:00 to 2011-11-11 12:00:00", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_that_ends_before_it_begins_is_refused() => Assert.Throws<ArgumentException>(() => new TimeRange(Noon, Noon.AddTicks(-1)));

    [Fact]
    public async Task Objects_without_partition_are_read_whatever_the_range_and_counted()
    {
        await PutAt(Noon);
        await PutAt(Noon.AddHours(1));
        await Lakes.Put(_lake, "orders/loose.log", []);
        await Lakes.Put(_lake, "orders/copy/year=later/loose.log", []);

        OrderInputSet set = await Resolve("2011-11-11T13:00:00Z", "2011-11-11T14:00:00Z");

        Assert.Equal(3, set.Objects.Count);
        Assert.Equal(2, set.Unpartitioned);
        Assert.Equal(1, set.LeftOut);
    }

    [Fact]
    public async Task Files_and_globs_that_lead_into_partitions_are_pruned_too()
    {
        await PutAt(Noon);
        await PutAt(Noon.AddHours(1));
        string[] files = [.. new[] { Noon, Noon.AddHours(1) }.Select(time => _folder["lake/" + Partition.At(time).Prefix + "log"])];
        TimeRange range = new(Noon.AddHours(1), null);

        foreach (string[] inputs in new[] { files, [_folder["lake/**/log"]], [_folder["lake/orders/year=2011/*/*/*/*"]], [_folder["lake/orders/year=2011/month=1?"]] })
        {
            OrderInputSet set = await new OrderInputs().ResolveAsync(inputs, range, Cancel);
            Assert.Equal([files[1]], set.Objects.Select(item => item.Location));
        }
    }

    private Task PutAt(DateTimeOffset time) => Lakes.Put(_lake, Partition.At(time).Prefix + "log", Lakes.Lines(1, 1));

    private Task<OrderInputSet> Resolve(string? from, string? to)
    {
        OrderInputs inputs = new(location => location == _lake.Location ? _lake : new DiskBlobContainer(location));
        return inputs.ResolveAsync([_lake.Location], new TimeRange(Parse(from), Parse(to)), Cancel);

        static DateTimeOffset? Parse(string? time) => time is null ? null : DateTimeOffset.Parse(time, null);
    }
}
