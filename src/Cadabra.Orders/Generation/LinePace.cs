namespace Cadabra.Orders.Generation;

/// <summary>
/// Spaces lines evenly in time: line n, counted from 0, is due n / rate seconds after the start. Because each line is
/// measured from the start and not from the line before, late wake-ups do not add up and the rate holds on average.
/// </summary>
internal sealed class LinePace
{
    // Timers are no finer than this; at high rates several lines fall due in one wait and are written together.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    // Timers cannot be set for more than 49 days, and the slowest rates wait for longer than that.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly double? _linesPerSecond;
    private readonly long _start;

    /// <summary>Starts the clock.</summary>
    /// <param name="linesPerSecond">Above 0, or null for no limit.</param>
    /// <param name="time">The clock, which also wakes the waiting.</param>
    public LinePace(double? linesPerSecond, TimeProvider time)
    {
        _time = time;
        _linesPerSecond = linesPerSecond;
        _start = time.GetTimestamp();
    }

    /// <summary>Whether line number <paramref name="line"/>, counted from 0, may be written now.</summary>
    public bool IsDue(long line) => _linesPerSecond is null || TimeUntil(line) <= TimeSpan.Zero;

    /// <summary>Waits until a line is due; returns early, without an exception, when cancelled.</summary>
    public async ValueTask WaitUntilDueAsync(long line, CancellationToken cancellationToken)
    {
        TimeSpan wait = TimeUntil(line);
        while (wait > TimeSpan.Zero && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, ShortestWait.Ticks, LongestWait.Ticks)), _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = TimeUntil(line);
        }
    }

    private TimeSpan TimeUntil(long line)
    {
        double due = line / (_linesPerSecond ?? double.PositiveInfinity);
        double seconds = due - _time.GetElapsedTime(_start).TotalSeconds;
        return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));
    }
}
