using System.IO.Compression;
using System.Runtime.CompilerServices;

using Cadabra.Lake.Layout;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Shipping.Processing;

/// <summary>The object that keeps the lines of one parcel that could not be processed, as they were logged, gzipped.</summary>
internal static class ProcessingFailedObject
{
    private const string ErrorType = "processing-failed";
    private const int SpreadCharacters = 8;

    /// <summary>Its name: that of the parcel's range, on the day of the parcel's arrival, so that a parcel processed again overwrites its own object.</summary>
    public static string Name(Parcel parcel)
    {
        // The id is a hash, so that its first characters spread the objects as well as random ones.
        string id = parcel.Range.ToId();
        return ErrorObjectName.Format(id[..SpreadCharacters], ErrorType, parcel.Arrival, id + ".gz");
    }

    /// <summary>Puts <paramref name="lines"/>; when it returns, they are durable.</summary>
    public static Task PutAsync(IBlobContainer errors, Parcel parcel, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) =>
        errors.PutAsync(Name(parcel), (target, token) => WriteAsync(lines, target, token), cancellationToken);

    private static async Task WriteAsync(ReadOnlyMemory<byte> lines, Stream target, CancellationToken cancellationToken)
    {
        GZipStream gzip = new(target, CompressionLevel.Fastest, leaveOpen: true);
        await using ConfiguredAsyncDisposable _ = gzip.ConfigureAwait(false);
        await gzip.WriteAsync(lines, cancellationToken).ConfigureAwait(false);
    }
}
