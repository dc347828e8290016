namespace Cadabra.Shipping.Sinks;

/// <summary>A delivery failed in a way that passes.</summary>
public sealed class TransientSinkException : Exception
{
    /// <param name="message">What happened, at which sink.</param>
    /// <param name="retryAfter">How long the sink asked to be left alone; null if it did not say.</param>
    /// <param name="innerException">What it came from.</param>
    public TransientSinkException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException)
    {
        RetryAfter = retryAfter;
    }

    /// <summary>How long the sink asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; }
}
