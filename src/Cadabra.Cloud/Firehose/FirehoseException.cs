using System.Net;

namespace Cadabra.Cloud.Firehose;

/// <summary>Firehose took nothing of a call, and said so.</summary>
public sealed class FirehoseException : Exception
{
    public FirehoseException(FirehoseError error, HttpStatusCode status, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base($"{error.Code} ({(int)status}): {error.Message}", innerException)
    {
        Error = error;
        Status = status;
        RetryAfter = retryAfter;
    }

    public FirehoseError Error { get; }

    public HttpStatusCode Status { get; }

    /// <summary>How long it asked to be left alone; null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; }
}
