namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>Cuts a stream into blocks that end where a line ends. Of a line that does not fit into a block, its beginning stands for it.</summary>
internal sealed class LineBlockReader(Stream stream)
{
    private byte[] _rest = [];
    private int _restLength;
    private bool _atFirst = true;
    private bool _inTooLong;
    private bool _ended;

    /// <summary>Fills as many blocks as the stream has bytes for; returns how many.</summary>
    public async Task<int> ReadAsync(LineBlock[] blocks, CancellationToken cancellationToken)
    {
        int filled = 0;
        while (!_ended && filled < blocks.Length)
        {
            byte[] room = blocks[filled].Room;
            _rest.AsSpan(0, _restLength).CopyTo(room);
            int end = _restLength + await stream.ReadAtLeastAsync(room.AsMemory(_restLength), room.Length - _restLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            _ended = end < room.Length;
            _restLength = 0;
            if (Cut(blocks[filled], end))
            {
                filled++;
                _atFirst = false;
            }
        }

        return filled;
    }

    /// <summary>Makes the bytes a block and a rest; false if they hold nothing for a block.</summary>
    private bool Cut(LineBlock block, int end)
    {
        byte[] room = block.Room;
        int start = 0;
        if (_inTooLong)
        {
            int feed = room.AsSpan(0, end).IndexOf((byte)'\n');
            if (feed < 0)
            {
                return false;
            }

            start = feed + 1;
            _inTooLong = false;
        }

        int whole = _ended ? end : start + room.AsSpan(start..end).LastIndexOf((byte)'\n') + 1;
        if (whole == 0 && end > 0)
        {
            block.SetTooLong();
            _inTooLong = true;
            return true;
        }

        Keep(room.AsSpan(whole..end));
        block.SetLines(start..whole, _atFirst);
        return whole > start;
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (_rest.Length < rest.Length)
        {
            _rest = new byte[rest.Length * 2];
        }

        rest.CopyTo(_rest);
        _restLength = rest.Length;
    }
}
