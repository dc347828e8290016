namespace Cadabra.Storage;

/// <summary>
/// A store of blobs across a network failed or refused, and trying again at once did not get over it. It is an <see cref="IOException"/>, as a disk's
/// failures are, so that whoever handles those handles this. The message is meant for a person: what failed, on what, and what to do.
/// </summary>
public sealed class BlobStoreException : IOException
{
    public BlobStoreException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException)
    {
        IsTransient = isTransient;
    }

    /// <summary>
    /// Whether it may pass by itself: throttling, a failing server, a broken or refused connection, a timeout. False if only a person can help: access
    /// denied, no such bucket, the wrong region, missing or invalid credentials.
    /// </summary>
    public bool IsTransient { get; }
}
