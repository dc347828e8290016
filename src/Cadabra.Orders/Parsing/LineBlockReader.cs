namespace Cadabra.Orders.Parsing;

/// <summary>
/// Cuts a stream into blocks of whole lines. Each block has a buffer of its own, filled to the brim before it is cut, so that
/// the blocks depend on the bytes alone and not on how the stream delivers them.
/// </summary>
internal sealed class LineBlockReader
{
    /// <summary>Bytes of a full block. A line that fills one is past <see cref="OrderLineReader.MaxLineBytes"/>.</summary>
    public const int BlockBytes = 1 << 20;

    // Lakes hold many small objects; only a stream that has more to give gets the full size.
    private const int FirstBlockBytes = 1 << 16;

    private readonly Stream _stream;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(FirstBlockBytes);
    private int _filled;
    private bool _started;
    private bool _ended;
    private bool _skippingLine;

    public LineBlockReader(Stream stream)
    {
        _stream = stream;
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The next block, or null at the end of the stream.</summary>
    public async ValueTask<LineBlock?> ReadAsync(CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken).ConfigureAwait(false);
        return _filled > 0 ? Cut() : null;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        while (!_ended && _filled < BlockBytes)
        {
            if (_filled == _buffer.Length)
            {
                _buffer = CopyOf(_buffer.AsSpan(0, _filled), Math.Min(_buffer.Length * 4, BlockBytes));
            }

            int read = await _stream.ReadAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
            _ended = read == 0;
            _filled += _skippingLine ? DropRestOfLine(read) : read;
        }
    }

    private LineBlock Cut()
    {
        int start = 0;
        if (!_started)
        {
            _started = true;
            start = _buffer.AsSpan(0, _filled).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        }

        int end = _ended ? _filled : _buffer.AsSpan(0, _filled).LastIndexOf((byte)'\n') + 1;
        if (end == 0)
        {
            // One line fills the block and goes on. The block stands for it, being over the limit already; the rest is dropped.
            end = _filled;
            _skippingLine = true;
        }

        LineBlock block = new(_buffer, start, end);
        _buffer = _ended ? [] : CopyOf(_buffer.AsSpan(end, _filled - end), BlockBytes);
        _filled -= end;
        return block;
    }

    /// <summary>Drops the bytes just read up to the end of the line, and returns how many are left.</summary>
    private int DropRestOfLine(int read)
    {
        Span<byte> bytes = _buffer.AsSpan(_filled, read);
        int newline = bytes.IndexOf((byte)'\n');
        if (newline < 0)
        {
            return 0;
        }

        _skippingLine = false;
        bytes[(newline + 1)..].CopyTo(bytes);
        return read - (newline + 1);
    }

    private static byte[] CopyOf(ReadOnlySpan<byte> bytes, int length)
    {
        byte[] copy = GC.AllocateUninitializedArray<byte>(length);
        bytes.CopyTo(copy);
        return copy;
    }
}
