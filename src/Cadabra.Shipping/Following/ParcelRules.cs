using Cadabra.Shipping.Buffers;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;

namespace Cadabra.Shipping.Following;

/// <summary>How large parcels get and how long lines wait, for one flow.</summary>
internal sealed record ParcelRules
{
    private static readonly TimeSpan ShortestStillness = TimeSpan.FromSeconds(5);

    public ParcelRules(FlowConfig flow, SinkLimits limits, BufferShare share)
    {
        int largest = share.LargestBuffer;
        MaxParcel = Math.Min(Math.Min(flow.BufferBytes, limits.MaxParcelBytes), largest);

        // A buffer has to hold one byte more than the longest line to tell that a line is longer.
        MaxLine = Math.Min(limits.MaxLineBytes, largest - 1);
        Interval = flow.BufferInterval;
        Stillness = flow.BufferInterval > ShortestStillness ? flow.BufferInterval : ShortestStillness;
        HeaderLines = flow.SkipHeaderLines;
    }

    /// <summary>Bytes of a parcel of several lines at most.</summary>
    public int MaxParcel { get; }

    /// <summary>Bytes of a line at most; longer ones are errors.</summary>
    public int MaxLine { get; }

    /// <summary>How long whole lines wait for others at most.</summary>
    public TimeSpan Interval { get; }

    /// <summary>After how long without growth the bytes behind the last line end count as a line: no writer pauses that long in the middle of one.</summary>
    public TimeSpan Stillness { get; }

    /// <summary>Lines at the beginning of each log that are passed over.</summary>
    public int HeaderLines { get; }
}
