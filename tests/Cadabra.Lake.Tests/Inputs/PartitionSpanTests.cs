using Cadabra.Lake.Inputs;

namespace Cadabra.Lake.Tests.Inputs;

public sealed class PartitionSpanTests
{
    [Theory]
    [InlineData("orders/year=2011/month=11/day=11/hour=05/", "2011-11-11T05", "2011-11-11T06")]
    [InlineData("orders/year=2011/month=12/day=31/hour=23/", "2011-12-31T23", "2012-01-01T00")]
    [InlineData("orders/year=2011/month=12/day=31/", "2011-12-31T00", "2012-01-01T00")]
    [InlineData("orders/year=2012/month=02/", "2012-02-01T00", "2012-03-01T00")]
    [InlineData("orders/year=2012/", "2012-01-01T00", "2013-01-01T00")]
    [InlineData("/data/year=2009/lake/year=2011/month=1/", "2011-01-01T00", "2011-02-01T00")]
    [InlineData("year=2011/month=11/day=11/hour=05/copy/", "2011-11-11T05", "2011-11-11T06")]
    [InlineData("year=2011/hour=05/", "2011-01-01T00", "2012-01-01T00")]
    public void Partition_folders_stand_for_a_span_of_time(string folder, string start, string end) =>
        Assert.Equal(new PartitionSpan(Ticks(start), Ticks(end)), PartitionSpan.Of(folder));

    [Fact]
    public void The_last_year_ends_without_an_overflow() =>
        Assert.Equal(DateTime.MaxValue.Ticks + 1, PartitionSpan.Of("year=9999/month=12/day=31/hour=23/")?.EndTicks);

    [Theory]
    [InlineData("")]
    [InlineData("orders/")]
    [InlineData("month=11/day=11/")]
    [InlineData("year=soon/month=11/")]
    [InlineData("year=2011/month=13/")]
    [InlineData("year=2011/month=02/day=29/")]
    [InlineData("year=0/")]
    public void Other_folders_stand_for_none(string folder) => Assert.Null(PartitionSpan.Of(folder));

    private static long Ticks(string hour) => DateTime.Parse(hour + ":00:00", null).Ticks;
}
