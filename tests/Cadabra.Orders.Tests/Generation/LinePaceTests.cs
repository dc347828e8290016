using Cadabra.Orders.Generation;

namespace Cadabra.Orders.Tests.Generation;

public sealed class LinePaceTests
{
    [Theory]
    [InlineData(0.5, 20, 38)]
    [InlineData(10, 101, 10)]
    [InlineData(150, 3001, 20)]
    [InlineData(1_000_000, 500_001, 0.5)]
    public async Task Lines_take_the_time_that_the_rate_gives_them(double rate, int lines, double seconds)
    {
        var time = new SelfAdvancingTime();
        var pace = new LinePace(rate, time);
        for (int line = 0; line < lines; line++)
        {
            if (!pace.IsDue(line))
            {
                await pace.WaitUntilDueAsync(line, TestContext.Current.CancellationToken);
                Assert.True(pace.IsDue(line));
            }
        }

        // The last wait may pass the due time by the length of the shortest wait.
        Assert.InRange(time.Elapsed.TotalSeconds, seconds, seconds + 0.01);
    }

    [Fact]
    public async Task A_high_rate_lets_many_lines_go_after_one_wait()
    {
        var time = new SelfAdvancingTime();
        var pace = new LinePace(1_000_000, time);
        await pace.WaitUntilDueAsync(1, TestContext.Current.CancellationToken);
        Assert.True(pace.IsDue(9_999));
        Assert.Equal(1, time.Waits);
    }

    [Fact]
    public void Without_a_rate_every_line_is_due_at_once()
    {
        var time = new SelfAdvancingTime();
        Assert.True(new LinePace(null, time).IsDue(long.MaxValue));
    }

    [Fact]
    public async Task A_cancelled_wait_ends_without_an_exception()
    {
        var time = new SelfAdvancingTime();
        await new LinePace(1e-9, time).WaitUntilDueAsync(1_000_000_000, new CancellationToken(canceled: true));
        Assert.Equal(0, time.Waits);
    }
}
