using Cadabra.Shipping.Following;
using Cadabra.Shipping.Lines;

namespace Cadabra.Shipping.Agent;

/// <summary>Decides whether a log's pending bytes go now, and how many of them.</summary>
/// <param name="rules">Of the flow.</param>
/// <param name="tick">Time between two looks: what would be due before the next one goes now.</param>
internal sealed class ParcelCut(ParcelRules rules, TimeSpan tick)
{
    /// <summary>Bytes to take; 0 to wait. Never for a log with a line past the limit at its front.</summary>
    /// <param name="log">With no parcel under way.</param>
    /// <param name="haste">Whether what can go goes: the agent is ending, or memory is short.</param>
    /// <param name="isEnd">Whether the log's end counts as a line end now.</param>
    public int Length(FollowedLog log, DateTimeOffset now, bool haste, bool isEnd)
    {
        int pending = log.Pending.Length;
        if (log.Planned is { } planned)
        {
            return pending == planned.Length ? pending : 0;
        }

        if (pending == 0 || !(haste || isEnd || log.IsFull || now - log.WaitingSince >= rules.Interval - tick))
        {
            return 0;
        }

        int whole = log.WholeLines;
        ReadOnlySpan<byte> rest = log.Pending[whole..];
        bool isRestLastLine = LineRun.Length(rest, rules.MaxLine, rules.MaxParcel) == 0 && rest.Length <= rules.MaxLine;
        return isEnd && isRestLastLine && (whole == 0 || pending <= rules.MaxParcel) ? pending : whole;
    }

    /// <summary>Whether bytes behind the last line end count as a line: nobody goes on writing them, as far as can be told.</summary>
    public bool IsStill(FollowedLog log, DateTimeOffset now) => log.IsReplaced || (log.IsReadToEnd && now - log.LastGrowth >= rules.Stillness);
}
