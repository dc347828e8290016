using System.Runtime.InteropServices;
using ParquetSharp;

namespace Cadabra.Models.Parquet;

/// <summary>One text column of a row group, read: the texts end to end in one array, a missing one empty.</summary>
internal sealed class TextColumn(int rowCount)
{
    private byte[] _text = [];
    private readonly int[] _ends = new int[rowCount];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            int start = row == 0 ? 0 : _ends[row - 1];
            return _text.AsSpan(start, _ends[row] - start);
        }
    }

    /// <summary>Adds a copy of a text that lies in native memory.</summary>
    public void Add(ByteArray utf8)
    {
        int start = Count == 0 ? 0 : _ends[Count - 1];
        int end = checked(start + utf8.Length);
        if (end > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(end, Math.Max(4096, _text.Length * 2)));
        }

        if (utf8.Length > 0)
        {
            Marshal.Copy(utf8.Pointer, _text, start, utf8.Length);
        }

        _ends[Count++] = end;
    }
}
