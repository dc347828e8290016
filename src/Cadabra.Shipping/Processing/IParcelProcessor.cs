using Cadabra.Shipping.Sinks;

namespace Cadabra.Shipping.Processing;

/// <summary>Turns the lines of a parcel into what a sink is to receive. Safe for concurrent use.</summary>
public interface IParcelProcessor
{
    /// <summary>
    /// What a sink is to send in place of the parcel's bytes: whole lines, none if nothing is to be sent. A line that cannot be turned goes to the errors of the
    /// flow before this returns.
    /// </summary>
    /// <param name="parcel">Its bytes are only read. Processed again, it gives the same bytes.</param>
    /// <param name="cancellationToken">Cancels it; the parcel is processed from its beginning next time.</param>
    /// <returns>The caller's own: never written to again, never pooled.</returns>
    /// <exception cref="TransientSinkException">The errors of the flow could not be written, and trying again may help.</exception>
    /// <exception cref="PermanentSinkException">They could not be written, and only a person can help.</exception>
    Task<ReadOnlyMemory<byte>> ProcessAsync(Parcel parcel, CancellationToken cancellationToken);
}
