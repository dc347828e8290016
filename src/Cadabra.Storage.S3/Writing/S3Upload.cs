using Amazon.S3.Model;
using Cadabra.Storage.S3.Errors;

namespace Cadabra.Storage.S3.Writing;

/// <summary>
/// One object on its way: up to 8 MiB in memory go up in one request, longer ones in parts of that length, each sent when it is full. The object
/// appears with the last request. Every request carries a checksum of its body, which S3 verifies before it keeps anything.
/// </summary>
internal sealed class S3Upload(S3Access access, string key)
{
    /// <summary>Length of all parts but the last, in bytes; S3 takes no less than 5 MiB.</summary>
    public const int PartBytes = 8 * 1024 * 1024;

    /// <summary>S3 takes no more; with <see cref="PartBytes"/> they make objects of up to 78 GiB.</summary>
    private const int MaxParts = 10_000;

    private const int FirstBufferBytes = 4 * 1024;

    // An abort must not hold up for long whoever is waiting for the failure that led to it.
    private static readonly TimeSpan AbortPatience = TimeSpan.FromSeconds(30);

    private readonly List<PartETag> _parts = [];
    private byte[] _buffer = [];
    private int _count;
    private string? _uploadId;

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            // Only once there is more: an object of exactly one part needs no parts.
            if (_count == PartBytes)
            {
                await SendPartAsync(cancellationToken).ConfigureAwait(false);
            }

            int taken = Math.Min(bytes.Length, PartBytes - _count);
            Reserve(_count + taken);
            bytes[..taken].CopyTo(_buffer.AsMemory(_count));
            _count += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Makes the object visible.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_uploadId is null)
        {
            PutObjectRequest put = new() { BucketName = access.Bucket, Key = key, InputStream = Body(), UseChunkEncoding = false };
            await access.CallAsync(S3Operation.Write, key, (client, token) => client.PutObjectAsync(put, token), cancellationToken).ConfigureAwait(false);
            return;
        }

        await SendPartAsync(cancellationToken).ConfigureAwait(false);
        CompleteMultipartUploadRequest complete = new() { BucketName = access.Bucket, Key = key, UploadId = _uploadId, PartETags = _parts };
        CompleteMultipartUploadResponse completed = await access.CallAsync(
            S3Operation.Write, key, (client, token) => client.CompleteMultipartUploadAsync(complete, token), cancellationToken).ConfigureAwait(false);

        // S3 sends the status before it has put the parts together, and if that fails an error follows a success.
        if (string.IsNullOrEmpty(completed.ETag))
        {
            throw new BlobStoreException($"Writing {S3Uri.Scheme}{access.Bucket}/{key} failed: the service failed in putting its {_parts.Count} parts together. Try again.", isTransient: true);
        }

        _uploadId = null;
    }

    /// <summary>
    /// Takes back the parts that were sent, if any. Best effort, after a failure that is about to be reported and that no second one may hide: what
    /// stays is invisible, and the bucket's rule for incomplete uploads deletes it.
    /// </summary>
    public async Task AbortAsync()
    {
        if (_uploadId is null)
        {
            return;
        }

        AbortMultipartUploadRequest abort = new() { BucketName = access.Bucket, Key = key, UploadId = _uploadId };
        using CancellationTokenSource patience = new(AbortPatience);
        try
        {
            await access.CallAsync(S3Operation.Write, key, (client, token) => client.AbortMultipartUploadAsync(abort, token), patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is BlobStoreException or OperationCanceledException)
        {
        }
    }

    private async Task SendPartAsync(CancellationToken cancellationToken)
    {
        if (_parts.Count == MaxParts)
        {
            throw new BlobStoreException($"Writing {S3Uri.Scheme}{access.Bucket}/{key} failed: it has more than {(long)MaxParts * PartBytes} bytes. Write it as several objects.", isTransient: false);
        }

        _uploadId ??= await BeginAsync(cancellationToken).ConfigureAwait(false);
        UploadPartRequest part = new()
        {
            BucketName = access.Bucket,
            Key = key,
            UploadId = _uploadId,
            PartNumber = _parts.Count + 1,
            PartSize = _count,
            InputStream = Body(),
            UseChunkEncoding = false,
        };
        UploadPartResponse sent = await access.CallAsync(S3Operation.Write, key, (client, token) => client.UploadPartAsync(part, token), cancellationToken).ConfigureAwait(false);
        _parts.Add(new PartETag(sent));
        _count = 0;
    }

    private async Task<string> BeginAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        InitiateMultipartUploadRequest initiate = new() { BucketName = access.Bucket, Key = key };

        // Not cancelled on its way, or there might be an upload that nobody knows the id of and nobody aborts.
        InitiateMultipartUploadResponse begun = await access.CallAsync(
            S3Operation.Write, key, (client, token) => client.InitiateMultipartUploadAsync(initiate, token), CancellationToken.None).ConfigureAwait(false);
        return begun.UploadId;
    }

    private MemoryStream Body() => new(_buffer, 0, _count, writable: false);

    private void Reserve(int length)
    {
        if (length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(PartBytes, Math.Max(length, Math.Max(FirstBufferBytes, 2 * _buffer.Length))));
        }
    }
}
