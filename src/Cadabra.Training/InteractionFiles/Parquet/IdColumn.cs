namespace Cadabra.Training.InteractionFiles.Parquet;

/// <summary>Ids of some rows as UTF-8, end to end in one buffer; a missing one is empty.</summary>
internal abstract class IdColumn : IDisposable
{
    private byte[] _text = new byte[4096];
    private int[] _ends = [];
    private int _count;

    /// <summary>The id of a row that was read last, borrowed until the next read.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            int start = row == 0 ? 0 : _ends[row - 1];
            return _text.AsSpan(start, _ends[row] - start);
        }
    }

    /// <summary>Reads the next rows.</summary>
    public void Read(int rows)
    {
        _count = 0;
        if (_ends.Length < rows)
        {
            _ends = new int[rows];
        }

        while (_count < rows)
        {
            Append(rows - _count);
        }
    }

    public abstract void Dispose();

    /// <summary>Appends the ids of one row or more.</summary>
    protected abstract void Append(int rows);

    /// <summary>Room at the end of the text, to be taken by <see cref="Take"/>.</summary>
    protected ArraySegment<byte> Room(int length)
    {
        int start = _count == 0 ? 0 : _ends[_count - 1];
        if (_text.Length - start < length)
        {
            Array.Resize(ref _text, Math.Max(checked(start + length), _text.Length * 2));
        }

        return new ArraySegment<byte>(_text, start, _text.Length - start);
    }

    /// <summary>Makes the first bytes of the room the next row's id.</summary>
    protected void Take(int length)
    {
        int start = _count == 0 ? 0 : _ends[_count - 1];
        _ends[_count++] = start + length;
    }
}
