using System.Runtime.InteropServices;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace Cadabra.Models.Parquet;

/// <summary>Texts of one column of a row group, end to end in one buffer that the native writer can point into.</summary>
internal sealed class TextBatch
{
    private byte[] _text = GC.AllocateUninitializedArray<byte>(4096, pinned: true);
    private int[] _ends = new int[256];
    private ByteArray[] _values = [];
    private int _count;

    public void Add(ReadOnlySpan<byte> utf8) => utf8.CopyTo(Reserve(utf8.Length));

    public void Add(string text) => Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetByteCount(text)));

    public void Clear() => _count = 0;

    /// <summary>Writes the texts as the row group's next column.</summary>
    public void WriteTo(RowGroupWriter group)
    {
        if (_values.Length < _count)
        {
            _values = new ByteArray[_ends.Length];
        }

        int start = 0;
        for (int row = 0; row < _count; row++)
        {
            _values[row] = new ByteArray(Marshal.UnsafeAddrOfPinnedArrayElement(_text, start), _ends[row] - start);
            start = _ends[row];
        }

        using var column = (ColumnWriter<ByteArray>)group.NextColumn();
        column.WriteBatch(_values.AsSpan(0, _count));

        // The values are bare pointers: nothing else keeps the buffer from being collected under the native writer.
        GC.KeepAlive(_text);
    }

    private Span<byte> Reserve(int length)
    {
        int start = _count == 0 ? 0 : _ends[_count - 1];
        int end = checked(start + length);
        if (end > _text.Length)
        {
            byte[] larger = GC.AllocateUninitializedArray<byte>(Math.Max(end, _text.Length * 2), pinned: true);
            _text.AsSpan(0, start).CopyTo(larger);
            _text = larger;
        }

        if (_count == _ends.Length)
        {
            Array.Resize(ref _ends, _count * 2);
        }

        _ends[_count++] = end;
        return _text.AsSpan(start, length);
    }
}
