using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Cadabra.Storage.S3.Errors;
using Cadabra.Storage.S3.Listing;
using Cadabra.Storage.S3.Reading;
using Cadabra.Storage.S3.Writing;

namespace Cadabra.Storage.S3;

/// <summary>
/// Blobs as objects of an S3 bucket whose keys begin with a prefix. A put becomes visible with its last request, whole; the list, find and read that
/// follow it see it. If that last request fails or is cancelled on its way, it may have succeeded all the same. What the SDK's retries do not get
/// over is thrown as <see cref="BlobStoreException"/>. Safe for concurrent use.
/// </summary>
public sealed class S3BlobContainer : IBlobContainer
{
    private readonly S3Access _access;

    /// <param name="client">The client; it stays the caller's, and must live as long as the container and the streams it opened.</param>
    /// <param name="uri"><c>s3://bucket</c> or <c>s3://bucket/prefix</c>. The bucket must exist; nothing need have the prefix yet.</param>
    /// <exception cref="InputException">The URI is none.</exception>
    public S3BlobContainer(IAmazonS3 client, string uri)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(uri);
        _access = new S3Access(client, S3Uri.Parse(uri));
    }

    internal S3BlobContainer(S3Access access)
    {
        _access = access;
    }

    public string Location => _access.Location;

    /// <summary>Opens a container with a client of its own, set up from the surroundings: environment variables, profile, or the role of the machine.</summary>
    /// <exception cref="InputException">The URI is none.</exception>
    /// <exception cref="BlobStoreException">No region is set.</exception>
    public static S3BlobContainer Open(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);

        // Not disposed: it holds no more than references to what the SDK keeps for the process.
        return new S3BlobContainer(S3ClientFactory.Create(S3Uri.Parse(uri)), uri);
    }

    public IAsyncEnumerable<BlobEntry> ListAsync(string prefix = "", CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalidPrefix(prefix);
        return OrdinalOrder.RestoreAsync(S3Listing.WalkAsync(_access, prefix, cancellationToken), cancellationToken);
    }

    public async Task<BlobFolder> ListFolderAsync(string folder = "", CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalidFolder(folder);
        return await S3Listing.LevelAsync(_access, folder, cancellationToken).ConfigureAwait(false);
    }

    public async Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalid(name);
        string key = _access.KeyOf(name);
        GetObjectMetadataResponse? found = await _access.CallAsync(
            S3Operation.Find,
            key,
            (client, token) => NullIfMissing(client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = _access.Bucket, Key = key }, token)),
            cancellationToken).ConfigureAwait(false);
        return found is null ? null : new BlobEntry(name, found.ContentLength);
    }

    public async Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalid(name);
        string key = _access.KeyOf(name);
        GetObjectResponse? response = await _access.CallAsync(
            S3Operation.Read,
            key,
            (client, token) => NullIfMissing(client.GetObjectAsync(new GetObjectRequest { BucketName = _access.Bucket, Key = key }, token)),
            cancellationToken).ConfigureAwait(false);
        return response is null
            ? throw new FileNotFoundException($"There is no blob '{name}' in '{Location}'.", $"{Location}/{name}")
            : new ResumingStream(_access, key, response);
    }

    public async Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalid(name);
        ArgumentNullException.ThrowIfNull(write);
        cancellationToken.ThrowIfCancellationRequested();
        S3Upload upload = new(_access, _access.KeyOf(name));
        try
        {
            UploadStream stream = new(upload, cancellationToken);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellationToken).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            await upload.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await upload.AbortAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalid(name);
        string key = _access.KeyOf(name);
        await _access.CallAsync(
            S3Operation.Delete, key, (client, token) => NullIfMissing(client.DeleteObjectAsync(_access.Bucket, key, token)), cancellationToken).ConfigureAwait(false);
    }

    // A missing bucket is told apart where S3 itself does: not in the answer to a look-up, which has no body.
    private static async Task<T?> NullIfMissing<T>(Task<T> call)
        where T : class
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }
}
