using Amazon.S3;
using Cadabra.Storage.S3.Errors;

namespace Cadabra.Storage.S3;

/// <summary>A client and the place that it is used on: turns names into keys and back, and failures into messages.</summary>
/// <param name="client">The client.</param>
/// <param name="uri">The place.</param>
/// <param name="patience">How long a call may take with all its retries; 10 minutes if null.</param>
internal sealed class S3Access(IAmazonS3 client, S3Uri uri, TimeSpan? patience = null)
{
    // The SDK's timeout ends with the headers of an answer: one whose body never comes would be waited for forever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

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
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<T> CallAsync<T>(S3Operation operation, string? key, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(patience ?? Patience);
        try
        {
            return await call(client, limited.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (S3Failure.Is(e) && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw Failure(operation, key, e);
        }
    }

    public BlobStoreException Failure(S3Operation operation, string? key, Exception cause) =>
        S3Failure.Describe(new S3Resource(operation, uri.Bucket, key, client.Config.RegionEndpoint?.PartitionName ?? "aws"), cause);
}
