namespace Cadabra.Lake.Inputs;

/// <summary>A span of time, from <see cref="From"/> up to but not including <see cref="To"/>; an end that is null is open.</summary>
public readonly record struct TimeRange
{
    /// <exception cref="ArgumentException"><paramref name="from"/> is later than <paramref name="to"/>.</exception>
    public TimeRange(DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from > to)
        {
            throw new ArgumentException($"The range begins at {from:u}, after it ends at {to:u}.", nameof(from));
        }

        From = from;
        To = to;
    }

    /// <summary>All of time, which is also the default value.</summary>
    public static TimeRange All => default;

    public DateTimeOffset? From { get; }

    public DateTimeOffset? To { get; }

    internal bool Overlaps(PartitionSpan span) => span.EndTicks > FromTicks && span.StartTicks < ToTicks && FromTicks < ToTicks;

    internal bool Contains(PartitionSpan span) => span.StartTicks >= FromTicks && span.EndTicks <= ToTicks;

    private long FromTicks => From?.UtcTicks ?? 0;

    private long ToTicks => To?.UtcTicks ?? long.MaxValue;
}
