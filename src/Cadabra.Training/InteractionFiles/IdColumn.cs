using Cadabra.Recommender.Data;

namespace Cadabra.Training.InteractionFiles;

/// <summary>One column of text ids of a block of rows: first the texts end to end, then, once resolved, their dense ids.</summary>
internal sealed class IdColumn
{
    private byte[] _text = [];
    private int[] _ends = [];
    private int[] _ids = [];
    private int _count;

    /// <summary>All ids of the blocks resolved so far.</summary>
    public IdIndex Index { get; } = new();

    /// <summary>Dense ids of the block, after <see cref="Resolve"/>.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, _count);

    public void Add(ReadOnlySpan<byte> id)
    {
        if (_count == _ends.Length)
        {
            int capacity = Math.Max(1024, 2 * _count);
            Array.Resize(ref _ends, capacity);
            Array.Resize(ref _ids, capacity);
        }

        int start = _count == 0 ? 0 : _ends[_count - 1];
        if (start + id.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(start + id.Length, 2 * _text.Length));
        }

        id.CopyTo(_text.AsSpan(start));
        _ends[_count++] = start + id.Length;
    }

    /// <summary>Looks every text up, in order; new ones get the next dense ids.</summary>
    public void Resolve()
    {
        ReadOnlySpan<byte> last = default;
        int start = 0;
        for (int row = 0; row < _count; row++)
        {
            ReadOnlySpan<byte> id = _text.AsSpan(start.._ends[row]);

            // Files are often sorted by customer, and comparing with the one before costs less than looking it up.
            _ids[row] = row > 0 && id.SequenceEqual(last) ? _ids[row - 1] : Index.GetOrAdd(id);
            last = id;
            start = _ends[row];
        }
    }

    public void Clear() => _count = 0;
}
