using System.Buffers;
using System.IO.Compression;

namespace Cadabra.Lake.Gzip;

/// <summary>
/// Inflates gzip (RFC 1952), any number of members, and takes nothing for whole that is not. .NET's own <see cref="GZipStream"/> checks what it
/// gets to, but ends silently where its input is cut off and ignores whatever follows a member without being one; a <see cref="GzipSeal"/> behind
/// the input tells these ends from the true one. What was read is known to be right only once the end is reached without an error.
/// </summary>
public sealed class StrictGzipStream : Stream
{
    private const int WindowBytes = 128 * 1024;

    private readonly GZipStream _gzip;
    private byte[] _window = ArrayPool<byte>.Shared.Rent(WindowBytes);
    private int _next;
    private int _end;
    private bool _ended;

    /// <param name="source">The object from its first byte; stays in the hands of its owner.</param>
    public StrictGzipStream(Stream source)
        : this(default, source)
    {
    }

    /// <param name="before">First bytes of the object, if they were read already.</param>
    /// <param name="source">The rest of the object; stays in the hands of its owner.</param>
    internal StrictGzipStream(ReadOnlyMemory<byte> before, Stream source)
    {
        _gzip = new GZipStream(new FramedStream(before, source, GzipSeal.Member), CompressionMode.Decompress);
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

    /// <exception cref="InvalidDataException">The object is damaged; the message, a part of a sentence, says how.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Until the end is reached, any last bytes may prove to be the seal.
        while (!_ended && _end - _next <= GzipSeal.Content.Length)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        int count = Math.Min(buffer.Length, _ended ? 0 : _end - _next - GzipSeal.Content.Length);
        _window.AsSpan(_next, count).CopyTo(buffer.Span);
        _next += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        byte[] window = Interlocked.Exchange(ref _window, []);
        if (window.Length > 0)
        {
            _gzip.Dispose();
            ArrayPool<byte>.Shared.Return(window);
        }

        base.Dispose(disposing);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _window.AsSpan(_next, _end - _next).CopyTo(_window);
        (_next, _end) = (0, _end - _next);
        int count;
        try
        {
            count = await _gzip.ReadAsync(_window.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException("its gzip data is broken or cut off", e);
        }

        _end += count;
        if (count == 0)
        {
            if (!_window.AsSpan(0, _end).SequenceEqual(GzipSeal.Content))
            {
                throw new InvalidDataException("its gzip data is cut off, or followed by bytes that are no gzip");
            }

            _ended = true;
        }
    }
}
