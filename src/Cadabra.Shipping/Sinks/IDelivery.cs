namespace Cadabra.Shipping.Sinks;

/// <summary>
/// The delivery of one parcel. It remembers what the sink has already taken, so that after a partial failure only the rest is sent again. When to try
/// again, how often and how long to wait is the agent's business.
/// </summary>
public interface IDelivery
{
    /// <summary>Sends what is still to be sent. When it returns, all of the parcel is durable at the sink.</summary>
    /// <exception cref="TransientSinkException">Something is left, and trying again may help: throttled, unreachable, timed out, disk full.</exception>
    /// <exception cref="PermanentSinkException">Something is left, and only a person can help: access denied, no such stream or bucket.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; some of the parcel may have arrived.</exception>
    Task SendAsync(CancellationToken cancellationToken);
}
