using Cadabra.Shipping.Sinks;

namespace Cadabra.Shipping.Processing;

/// <summary>Turns the lines of a parcel into those that a delivery stream is to receive. Safe for concurrent use.</summary>
public interface IParcelProcessor
{
    /// <summary>
    /// The lines to send instead, each with its line end; empty if none is left. A line that cannot be turned goes to the errors of the flow before this returns.
    /// Failures are those of a sink: <see cref="TransientSinkException"/> and <see cref="PermanentSinkException"/>.
    /// </summary>
    Task<ReadOnlyMemory<byte>> ProcessAsync(Parcel parcel, CancellationToken cancellationToken);
}
