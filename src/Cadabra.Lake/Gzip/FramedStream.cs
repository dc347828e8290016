namespace Cadabra.Lake.Gzip;

/// <summary>A stream between bytes that come before and after its own. Reads only, and leaves the stream to its owner.</summary>
internal sealed class FramedStream : Stream
{
    private readonly Stream _source;
    private readonly ReadOnlyMemory<byte> _after;
    private ReadOnlyMemory<byte> _ready;
    private bool _sourceEnded;

    public FramedStream(ReadOnlyMemory<byte> before, Stream source, ReadOnlyMemory<byte> after)
    {
        _ready = before;
        _source = source;
        _after = after;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ready.IsEmpty && !_sourceEnded)
        {
            int count = await _source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count > 0 || buffer.IsEmpty)
            {
                return count;
            }

            _sourceEnded = true;
            _ready = _after;
        }

        ReadOnlyMemory<byte> now = _ready[..Math.Min(_ready.Length, buffer.Length)];
        now.CopyTo(buffer);
        _ready = _ready[now.Length..];
        return now.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
