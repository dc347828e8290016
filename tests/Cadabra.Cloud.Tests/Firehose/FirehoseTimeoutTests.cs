using System.Text;
using Cadabra.Cloud.Firehose;
using Cadabra.Cloud.Tests.Access;
using Cadabra.Shipping.Sinks;

namespace Cadabra.Cloud.Tests.Firehose;

public sealed class FirehoseTimeoutTests : IDisposable
{
    private readonly StrictFirehose _firehose = new();
    private readonly DeadlineTime _time = new();
    private readonly FirehoseClient _client;
    private readonly IDelivery _delivery;

    public FirehoseTimeoutTests()
    {
        _client = new FirehoseClient("firehose.us-east-1.amazonaws.com", new FixedAccess(), _time, _firehose);
        _delivery = new FirehoseSink(Parcels.Flow(), _client).Begin(Parcels.Of("a\r\n"));
    }

    public void Dispose()
    {
        _client.Dispose();
        _firehose.Dispose();
    }

    [Fact]
    public async Task Call_without_an_answer_ends_after_30_seconds_and_its_records_go_again()
    {
        _firehose.InsteadOfAnswer = _time.Reach;

        await Assert.ThrowsAsync<TransientSinkException>(() => _delivery.SendAsync(TestContext.Current.CancellationToken));
        Assert.Equal(TimeSpan.FromSeconds(30), _time.Deadline);

        await _delivery.SendAsync(TestContext.Current.CancellationToken);
        Assert.Equal("a\r\na\r\n", Encoding.ASCII.GetString(_firehose.Content));
    }

    [Fact]
    public async Task Call_that_its_caller_cancels_is_cancelled_and_not_failed()
    {
        using CancellationTokenSource cancellation = new();
        _firehose.InsteadOfAnswer = cancellation.Cancel;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _delivery.SendAsync(cancellation.Token));
    }

    /// <summary>A clock whose deadlines are reached when a test says so.</summary>
    private sealed class DeadlineTime : TimeProvider
    {
        private Action _elapse = () => { };

        public TimeSpan Deadline { get; private set; }

        public void Reach() => _elapse();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Deadline = dueTime;
            _elapse = () => callback(state);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
