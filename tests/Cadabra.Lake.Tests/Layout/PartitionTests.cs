using Cadabra.Lake.Layout;

using CsCheck;

namespace Cadabra.Lake.Tests.Layout;

public sealed class PartitionTests
{
    private static readonly Gen<DateTimeOffset> AnyTime =
        Gen.Select(Gen.DateTime, Gen.Int[-14, 14]).Where(t => t.Item1.Year is > 1 and < 9999)
            .Select((time, hours) => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), TimeSpan.FromHours(hours)));

    [Fact]
    public void Prefix_is_the_one_that_firehose_writes()
    {
        Assert.Equal("orders/year=2011/month=11/day=11/hour=05/", new Partition(2011, 11, 11, 5).Prefix);
        Assert.Equal("orders/year=0987/month=01/day=02/hour=00/", new Partition(987, 1, 2, 0).Prefix);
    }

    [Theory]
    [InlineData("2011-11-11T05:00:00+00:00", "orders/year=2011/month=11/day=11/hour=05/")]
    [InlineData("2011-11-11T05:59:59.9999999+00:00", "orders/year=2011/month=11/day=11/hour=05/")]
    [InlineData("2012-01-01T00:30:00+01:00", "orders/year=2011/month=12/day=31/hour=23/")]
    [InlineData("2012-02-28T23:30:00-00:45", "orders/year=2012/month=02/day=29/hour=00/")]
    public void Partition_is_the_hour_of_arrival_in_utc(string arrival, string prefix) =>
        Assert.Equal(prefix, Partition.At(DateTimeOffset.Parse(arrival, null)).Prefix);

    [Fact]
    public void Parsing_a_prefix_gives_the_partition_back() => AnyTime.Sample(time =>
    {
        Partition partition = Partition.At(time);
        Assert.True(Partition.TryParse(partition.Prefix, out Partition parsed));
        Assert.Equal(partition, parsed);
        Assert.Equal(partition, new Partition(parsed.Year, parsed.Month, parsed.Day, parsed.Hour));
    });

    [Fact]
    public void Partitions_and_their_prefixes_have_the_order_of_time() => Gen.Select(AnyTime, AnyTime).Sample((x, y) =>
    {
        (Partition px, Partition py) = (Partition.At(x), Partition.At(y));
        Assert.Equal(Math.Sign(px.CompareTo(py)), Math.Sign(string.CompareOrdinal(px.Prefix, py.Prefix)));
        Assert.Equal(px < py, py > px);
        Assert.Equal(px <= py, !(px > py));
        Assert.True(x > y || px <= py);
        Assert.True(x < y || px >= py);
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("orders/year=2011/month=11/day=11/hour=05")]
    [InlineData("orders/year=2011/month=11/day=11/hour=24/")]
    [InlineData("orders/year=2011/month=02/day=29/hour=05/")]
    [InlineData("orders/year=2011/month=1/day=11/hour=05/")]
    [InlineData("errors/year=2011/month=11/day=11/hour=05/")]
    [InlineData("lake/orders/year=2011/month=11/day=11/hour=05/")]
    public void Anything_else_is_no_partition(string? prefix) => Assert.False(Partition.TryParse(prefix, out _));

    [Fact]
    public void There_is_no_hour_24() => Assert.Throws<ArgumentOutOfRangeException>(() => new Partition(2011, 11, 11, 24));
}
