namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>A stream with some bytes behind its end. The stream stays with its owner.</summary>
internal sealed class SealedStream(Stream source, ReadOnlyMemory<byte> seal) : Stream
{
    private ReadOnlyMemory<byte> _rest = seal;

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
        int read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            read = Math.Min(buffer.Length, _rest.Length);
            _rest[..read].CopyTo(buffer);
            _rest = _rest[read..];
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
