using System.Runtime.InteropServices;
using ParquetSharp;

namespace Cadabra.Training.InteractionFiles.Parquet;

/// <summary>Ids stored as text.</summary>
internal sealed class TextIdColumn(FlatColumn<ByteArray> column) : IdColumn
{
    public override void Dispose() => column.Dispose();

    protected override void Append(int rows)
    {
        int read = column.Read(rows);
        for (int row = 0; row < read; row++)
        {
            int length = 0;
            if (column.TryGet(row, out ByteArray text) && text.Length > 0)
            {
                // The text lies in a page that the next read may free.
                length = text.Length;
                ArraySegment<byte> room = Room(length);
                Marshal.Copy(text.Pointer, room.Array!, room.Offset, length);
            }

            Take(length);
        }
    }
}
