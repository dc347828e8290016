using System.Net;
using Amazon.S3.Model;
using Cadabra.Storage.S3.Errors;

namespace Cadabra.Storage.S3.Reading;

/// <summary>
/// The bytes of one version of an object, in order. If the connection breaks or falls silent, it goes on where it was, on condition that the object is
/// still the same one. An object that arrives in one go is checked against the checksum that S3 keeps of it, if any.
/// </summary>
internal sealed class ResumingStream : Stream
{
    // In a row, without a byte between them; each further request has retries of its own below it.
    private const int MaxBreaks = 5;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly S3Access _access;
    private readonly string _key;
    private readonly string? _etag;
    private readonly long _length;
    private readonly TimeSpan _silence;
    private GetObjectResponse _response;
    private long _position;

    /// <param name="access">Where the object lies.</param>
    /// <param name="key">The object.</param>
    /// <param name="response">The answer to the request for all of it; this stream disposes it.</param>
    /// <param name="silence">How long the connection may bring nothing before it counts as broken; a minute if null.</param>
    public ResumingStream(S3Access access, string key, GetObjectResponse response, TimeSpan? silence = null)
    {
        _access = access;
        _key = key;
        _response = response;
        _etag = response.ETag;
        _length = response.ContentLength;
        _silence = silence ?? Silence;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (int breaks = 0; ; breaks++)
        {
            Exception broken;
            try
            {
                int count = await ReadOnceAsync(buffer, cancellationToken).ConfigureAwait(false);
                _position += count;
                if (count > 0 || buffer.Length == 0 || _position >= _length)
                {
                    return count;
                }

                broken = new EndOfStreamException($"it ended after {_position} of {_length} bytes");
            }
            catch (Exception e) when (S3Failure.Is(e))
            {
                cancellationToken.ThrowIfCancellationRequested();
                broken = e;
            }

            // Anything but a connection that broke, such as a checksum that does not fit, comes back however often one asks.
            if (breaks == MaxBreaks || broken is not (IOException or HttpRequestException or OperationCanceledException) || _position >= _length)
            {
                throw _access.Failure(S3Operation.Read, _key, broken);
            }

            await ReopenAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // A reader that can only wait, such as a synchronous decoder, waits here; nothing below needs its thread to go on.
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _response.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(_silence);
        return await _response.ResponseStream.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
    }

    private async Task ReopenAsync(CancellationToken cancellationToken)
    {
        _response.Dispose();
        GetObjectRequest request = new() { BucketName = _access.Bucket, Key = _key, ByteRange = new ByteRange(_position, _length - 1), EtagToMatch = _etag };
        _response = await _access.CallAsync(S3Operation.Read, _key, (client, token) => client.GetObjectAsync(request, token), cancellationToken).ConfigureAwait(false);
        if (_response.HttpStatusCode != HttpStatusCode.PartialContent || _response.ContentLength != _length - _position)
        {
            throw new BlobStoreException($"{S3Uri.Scheme}{_access.Bucket}/{_key} broke off after {_position} bytes, and the server did not give the rest when asked for it. Read it again.", isTransient: true);
        }
    }
}
