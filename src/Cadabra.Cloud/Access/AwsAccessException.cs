namespace Cadabra.Cloud.Access;

/// <summary>AWS cannot be called from here as things are set: no credentials, no region, no usable endpoint.</summary>
public sealed class AwsAccessException : Exception
{
    /// <param name="message">What is missing, and where to set it; a sentence without its full stop.</param>
    /// <param name="innerException">What it came from.</param>
    public AwsAccessException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
