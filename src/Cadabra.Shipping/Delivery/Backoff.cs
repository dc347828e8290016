namespace Cadabra.Shipping.Delivery;

/// <summary>
/// How long to wait before the next attempt: any time up to a bound that doubles with each failure ("full jitter"), so that many agents whose
/// sink comes back do not come back at once.
/// </summary>
/// <param name="initial">Bound after the first failure.</param>
/// <param name="most">Bound at most.</param>
internal sealed class Backoff(TimeSpan initial, TimeSpan most, Random random)
{
    /// <summary>Between attempts after a failure that only a person can help.</summary>
    public static readonly TimeSpan PermanentDelay = TimeSpan.FromMinutes(1);

    private int _failures;

    /// <param name="atLeast">How long the sink asked to be left alone.</param>
    public TimeSpan Next(TimeSpan? atLeast)
    {
        double bound = Math.Min(most.Ticks, initial.Ticks * Math.Pow(2, _failures));
        _failures++;
        TimeSpan delay = TimeSpan.FromTicks((long)(random.NextDouble() * bound));
        return delay < atLeast ? atLeast.Value : delay;
    }
}
