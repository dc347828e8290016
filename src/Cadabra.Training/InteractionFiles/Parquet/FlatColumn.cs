using ParquetSharp;

namespace Cadabra.Training.InteractionFiles.Parquet;

/// <summary>Reads a column without lists, some rows at a time, where values may be missing.</summary>
internal sealed class FlatColumn<T>(ColumnReader<T> column) : IDisposable
    where T : unmanaged
{
    private readonly short _presentLevel = column.ColumnDescriptor.MaxDefinitionLevel;
    private short[] _levels = [];
    private T[] _values = [];

    /// <summary>Reads on.</summary>
    /// <param name="rows">Most rows to read; there may be fewer.</param>
    /// <returns>How many rows were read, at least one.</returns>
    public int Read(int rows)
    {
        if (_values.Length < rows)
        {
            _levels = new short[rows];
            _values = new T[rows];
        }

        int read = (int)column.ReadBatch(rows, _levels, default, _values, out long present);
        if (read <= 0)
        {
            throw new ParquetException("InvalidDataException", $"column '{column.ColumnDescriptor.Name}' has fewer values than the file has rows");
        }

        if (present < read)
        {
            Spread(read, (int)present);
        }

        return read;
    }

    /// <summary>The value of a row that was read last; false if it is missing. A text lies in a page that the next read may free.</summary>
    public bool TryGet(int row, out T value)
    {
        value = _values[row];
        return _presentLevel == 0 || _levels[row] == _presentLevel;
    }

    public void Dispose() => column.Dispose();

    // Values come without gaps; from the back, each moves to its row without meeting one that has not moved yet.
    private void Spread(int rows, int present)
    {
        for (int row = rows - 1; row >= 0; row--)
        {
            if (_levels[row] == _presentLevel)
            {
                _values[row] = _values[--present];
            }
        }
    }
}
