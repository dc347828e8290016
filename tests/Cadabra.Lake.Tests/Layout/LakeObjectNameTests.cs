using Cadabra.Lake.Layout;

using CsCheck;

namespace Cadabra.Lake.Tests.Layout;

public sealed class LakeObjectNameTests
{
    private static readonly DateTimeOffset Arrival = new(2011, 11, 11, 5, 0, 12, 345, TimeSpan.Zero);

    [Fact]
    public void Name_carries_stream_arrival_and_the_id_of_the_range()
    {
        LakeObjectName name = LakeObjectName.Of("orders", new LogRange("shop-1:/var/log/shop/20111111-050012.log", 0, 1_000_000), Arrival, ".gz");

        // The id is part of the format: were it to change, a resend after an update would add every line a second time.
        Assert.Equal("orders/year=2011/month=11/day=11/hour=05/orders-1-2011-11-11-05-00-12-c87d785a-6db4-804f-aebf-8bccc49f8274.gz", name.BlobName);
    }

    [Fact]
    public void Every_part_of_a_range_counts_for_its_id()
    {
        LogRange range = new("log", 1, 2);
        string[] ids = [range.ToId(), new LogRange("loh", 1, 2).ToId(), new LogRange("log", 2, 2).ToId(), new LogRange("log", 1, 3).ToId(), new LogRange("log", 2, 1).ToId()];

        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(range.ToId(), new LogRange("log", 1, 2).ToId());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id));
    }

    [Fact]
    public void Parsing_a_name_gives_its_parts_back() =>
        Gen.Select(Gen.String[Gen.Char["azAZ09_.-"], 1, 64], Gen.DateTime, Gen.Long, Gen.Long, Gen.OneOf("", ".gz", ".log", ".csv.gz"))
            .Sample((stream, time, offset, length, extension) =>
            {
                LakeObjectName name = LakeObjectName.Of(stream, new LogRange("log", offset, length), new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)), extension);
                Assert.Equal(name, LakeObjectName.TryParse(name.FileName));
            });

    [Fact]
    public void A_name_written_by_firehose_is_read()
    {
        LakeObjectName? name = LakeObjectName.TryParse("shop-2-orders-12-2011-11-11-05-00-12-a1b2c3d4-1111-2222-3333-444455556666");

        Assert.NotNull(name);
        Assert.Equal("shop-2-orders", name.Stream);
        Assert.Equal(12, name.Version);
        Assert.Equal(Arrival.AddMilliseconds(-345), name.Arrival);
        Assert.Equal("a1b2c3d4-1111-2222-3333-444455556666", name.Id);
        Assert.Equal("", name.Extension);
    }

    [Theory]
    [InlineData("")]
    [InlineData("20111111-050012.log")]
    [InlineData("orders-1-2011-02-30-05-00-12-id.gz")]
    [InlineData("orders-1-2011-11-11-05-00-12.gz")]
    [InlineData("orders-1-2011-11-11-05-00-12-id.gz\n")]
    [InlineData("folder/orders-1-2011-11-11-05-00-12-id.gz")]
    public void Any_other_name_is_none(string fileName) => Assert.Null(LakeObjectName.TryParse(fileName));

    [Theory]
    [InlineData("")]
    [InlineData("shop/orders")]
    [InlineData("shöp")]
    public void A_stream_that_cannot_stand_in_a_name_is_refused(string stream)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => LakeObjectName.Of(stream, new LogRange("log", 0, 1), Arrival, ".gz"));
        Assert.Contains("[A-Za-z0-9_.-]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_lie_by_random_string_type_and_day() => Assert.Equal(
        "errors/x7f3/processing-failed/2011/12/31/lines.gz",
        ErrorObjectName.Format("x7f3", "processing-failed", new DateTimeOffset(2012, 1, 1, 0, 30, 0, TimeSpan.FromHours(1)), "lines.gz"));

    [Theory]
    [InlineData("", "type", "name")]
    [InlineData("x", "../type", "name")]
    [InlineData("x", "a/b", "name")]
    [InlineData("x", "type", "")]
    public void Error_names_are_made_of_single_segments(string random, string type, string name) =>
        Assert.Throws<ArgumentException>(() => ErrorObjectName.Format(random, type, Arrival, name));
}
