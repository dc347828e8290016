using Cadabra.Shipping.Delivery;
using Cadabra.Storage;

namespace Cadabra.Shipping.Sinks;

/// <summary>Tells what a container's failures mean to a delivery. The one place to do so.</summary>
internal static class BlobFailures
{
    private const int NoSpaceLeft = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;
    private const int QuotaExceededOnMac = 69;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int HandleDiskFullOnWindows = unchecked((int)0x80070027);

    public static async Task ClassifyAsync(Func<Task> put, string location)
    {
        try
        {
            await put().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or LogReplacedException or TransientSinkException or PermanentSinkException))
        {
            throw Classify(e, location);
        }
    }

    private static Exception Classify(Exception exception, string location) => exception switch
    {
        BlobStoreException { IsTransient: true } => new TransientSinkException(exception.Message, null, exception),
        BlobStoreException => new PermanentSinkException(exception.Message, exception),
        UnauthorizedAccessException => new PermanentSinkException(
            $"Writing to '{location}' is denied ({exception.Message}); give the user that runs the agent write access to this folder and all below it.", exception),
        IOException { HResult: NoSpaceLeft or DiskFullOnWindows or HandleDiskFullOnWindows } => new TransientSinkException(
            $"The disk of '{location}' is full; free some space, and shipping goes on by itself.", null, exception),
        IOException { HResult: QuotaExceeded or QuotaExceededOnMac } => new TransientSinkException(
            $"The disk quota for '{location}' is used up; free some space or raise the quota, and shipping goes on by itself.", null, exception),
        IOException { HResult: ReadOnlyFileSystem } => new PermanentSinkException(
            $"'{location}' lies on a file system that is mounted read-only; mount it writable.", exception),
        _ => new TransientSinkException($"Writing to '{location}' failed: {exception.Message}", null, exception),
    };
}
