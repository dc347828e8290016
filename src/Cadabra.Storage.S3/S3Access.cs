using Amazon.S3;
using Cadabra.Storage.S3.Errors;

namespace Cadabra.Storage.S3;

/// <summary>A client and the place that it is used on: turns names into keys and back, and failures into messages.</summary>
internal sealed class S3Access(IAmazonS3 client, S3Uri uri)
{
    private readonly string _keyPrefix = uri.Prefix.Length == 0 ? "" : uri.Prefix + "/";

    public string Bucket => uri.Bucket;

    public string Location { get; } = uri.ToString();

    public string KeyOf(string name) => _keyPrefix + name;

    /// <summary>The name in the container of one of its keys; it may break the grammar of names.</summary>
    public string NameOf(string key) => key[_keyPrefix.Length..];

    /// <summary>Makes a call.</summary>
    /// <param name="operation">What it is for.</param>
    /// <param name="key">What it is on; null for the bucket.</param>
    /// <param name="call">The call. What it throws and the SDK could not get over is thrown on as <see cref="BlobStoreException"/>.</param>
    /// <param name="cancellationToken">The one that the call was given, to tell a cancellation from a timeout.</param>
    public async Task<T> CallAsync<T>(S3Operation operation, string? key, Func<IAmazonS3, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(client).ConfigureAwait(false);
        }
        catch (Exception e) when (S3Failure.Is(e) && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw Failure(operation, key, e);
        }
    }

    public BlobStoreException Failure(S3Operation operation, string? key, Exception cause) =>
        S3Failure.Describe(new S3Resource(operation, uri.Bucket, key, client.Config.RegionEndpoint?.PartitionName ?? "aws"), cause);
}
