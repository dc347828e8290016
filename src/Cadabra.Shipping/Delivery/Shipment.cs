using Cadabra.Lake.Layout;
using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Following;

namespace Cadabra.Shipping.Delivery;

/// <summary>A parcel on its way, from the plan to the acknowledgement.</summary>
internal sealed class Shipment
{
    private SinkFailure? _failure;

    public required FollowedLog Log { get; init; }

    public required LogRange Range { get; init; }

    public required PlannedParcel Plan { get; init; }

    public required int Lines { get; init; }

    /// <summary>Whose memory the lines are in; null for a line past the limit, which is read from the file.</summary>
    public required byte[]? Buffer { get; init; }

    /// <summary>Whether an earlier run had begun to send it.</summary>
    public required bool IsResent { get; init; }

    /// <summary>The last attempt's failure; null before the first and after a success. Written by the delivery, read by anyone.</summary>
    public SinkFailure? Failure
    {
        get => Volatile.Read(ref _failure);
        set => Volatile.Write(ref _failure, value);
    }
}
