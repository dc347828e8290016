using System.Runtime.CompilerServices;
using Cadabra.Recommender.Data;

namespace Cadabra.Training.InteractionFiles;

/// <summary>One column of text ids of a block of rows: first the texts end to end, then their dense ids.</summary>
internal sealed class IdColumn
{
    private byte[] _text = [];
    private int[] _ends = [];
    private int[] _ids = [];
    private int _count;
    private bool _isFound;

    /// <summary>Dense ids of the rows, after <see cref="Resolve"/>.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, _count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> id)
    {
        if (_count == _ends.Length)
        {
            MakeRoomForRows();
        }

        int start = _count == 0 ? 0 : _ends[_count - 1];
        if (start + id.Length > _text.Length)
        {
            MakeRoomForText(start + id.Length);
        }

        id.CopyTo(_text.AsSpan(start));
        _ends[_count++] = start + id.Length;
    }

    /// <summary>Looks the texts up without adding any: blocks may do so at once, while none is resolved.</summary>
    public void Find(IdIndex index)
    {
        index.Find(_text, _ends.AsSpan(0, _count), _ids);
        _isFound = true;
    }

    /// <summary>Looks the texts up, if that is not done; gives those not found the next dense ids, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Resolve(IdIndex index)
    {
        if (!_isFound)
        {
            Find(index);
        }

        for (int row = 0; row < _count; row++)
        {
            if (_ids[row] < 0)
            {
                _ids[row] = index.GetOrAdd(_text.AsSpan((row == 0 ? 0 : _ends[row - 1]).._ends[row]));
            }
        }
    }

    public void Clear()
    {
        _count = 0;
        _isFound = false;
    }

    private void MakeRoomForRows()
    {
        int capacity = Math.Max(1024, 2 * _count);
        Array.Resize(ref _ends, capacity);
        Array.Resize(ref _ids, capacity);
    }

    private void MakeRoomForText(int length) => Array.Resize(ref _text, Math.Max(length, 2 * _text.Length));
}
