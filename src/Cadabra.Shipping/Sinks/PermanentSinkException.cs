namespace Cadabra.Shipping.Sinks;

/// <summary>A delivery failed in a way that does not pass by itself. The agent keeps the data, says so loudly, and looks again now and then.</summary>
public sealed class PermanentSinkException : Exception
{
    /// <param name="message">What happened, at which sink, and what to do: for a denied access the missing action and its resource.</param>
    /// <param name="innerException">What it came from.</param>
    public PermanentSinkException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
