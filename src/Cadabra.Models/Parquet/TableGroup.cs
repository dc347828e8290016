using ParquetSharp;

namespace Cadabra.Models.Parquet;

/// <summary>Reads the columns of one row group, by name.</summary>
internal sealed class TableGroup(TablePart part, RowGroupReader group)
{
    /// <summary>Values asked of the native reader at once.</summary>
    public const int BatchSize = 1 << 14;

    private readonly short[] _levels = new short[BatchSize];

    public TablePart Part => part;

    /// <summary>Number of rows.</summary>
    public int RowCount { get; } = checked((int)group.MetaData.NumRows);

    /// <summary>What the schema says of a column.</summary>
    public ColumnDescriptor Describe(string name) => part.Metadata.Schema.Column(part.Find(name));

    /// <summary>Opens a column whose physical type is <typeparamref name="T"/>'s.</summary>
    public ColumnReader<T> Open<T>(string name)
        where T : unmanaged
    {
        ColumnReader column = group.Column(part.Find(name));
        if (column is ColumnReader<T> typed)
        {
            return typed;
        }

        using (column)
        {
            throw part.Damaged($"its column '{name}' is of type {column.Type}; expected {typeof(T).Name}");
        }
    }

    /// <summary>Reads a column in which no value may be missing, whether the schema says so or not.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="values">Where the values go, one for each row.</param>
    public void Read<T>(string name, Span<T> values)
        where T : unmanaged
    {
        using ColumnReader<T> column = OpenFlat<T>(name);
        for (int row = 0; row < RowCount;)
        {
            int asked = Math.Min(BatchSize, RowCount - row);
            int rows = RequireProgress(column.ReadBatch(asked, _levels, default, values.Slice(row, asked), out long present), name);
            if (present != rows)
            {
                throw part.Damaged($"its column '{name}' lacks a value in rows {row} to {row + rows - 1} of a row group");
            }

            row += rows;
        }
    }

    /// <summary>Reads a column in which values may be missing.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="missing">What stands for a missing value.</param>
    /// <param name="values">Where the values go, one for each row.</param>
    public void Read<T>(string name, T missing, Span<T> values)
        where T : unmanaged
    {
        using ColumnReader<T> column = OpenFlat<T>(name);
        short presentLevel = column.ColumnDescriptor.MaxDefinitionLevel;
        for (int row = 0; row < RowCount;)
        {
            int asked = Math.Min(BatchSize, RowCount - row);
            Span<T> batch = values.Slice(row, asked);
            int rows = RequireProgress(column.ReadBatch(asked, _levels, default, batch, out long present), name);

            // The present values come packed at the front; from the back they are spread to their rows, over nothing that is still needed.
            for (int i = rows - 1, next = (int)present - 1; next < i; i--)
            {
                batch[i] = _levels[i] == presentLevel ? batch[next--] : missing;
            }

            row += rows;
        }
    }

    /// <summary>Reads a column of floats or doubles in which no value may be missing.</summary>
    public void ReadFloats(string name, Span<float> values)
    {
        if (Describe(name).PhysicalType != PhysicalType.Double)
        {
            Read(name, values);
            return;
        }

        var doubles = new double[RowCount];
        Read<double>(name, doubles);
        for (int row = 0; row < doubles.Length; row++)
        {
            values[row] = (float)doubles[row];
        }
    }

    /// <summary>Reads a text column; a missing text is empty.</summary>
    public TextColumn ReadText(string name)
    {
        var texts = new TextColumn(RowCount);
        using ColumnReader<ByteArray> column = OpenFlat<ByteArray>(name);
        short presentLevel = column.ColumnDescriptor.MaxDefinitionLevel;
        var batch = new ByteArray[BatchSize];
        while (texts.Count < RowCount)
        {
            int rows = RequireProgress(column.ReadBatch(Math.Min(BatchSize, RowCount - texts.Count), _levels, default, batch, out _), name);
            int next = 0;
            for (int i = 0; i < rows; i++)
            {
                // The values point into the page that was decoded last, so they are copied before the next batch.
                texts.Add(presentLevel == 0 || _levels[i] == presentLevel ? batch[next++] : default);
            }
        }

        return texts;
    }

    /// <summary>The rows of a batch, which is never empty before the end.</summary>
    public int RequireProgress(long rows, string name) =>
        rows > 0 ? (int)rows : throw part.Damaged($"its column '{name}' ends before the last of the {RowCount} rows of a row group");

    private ColumnReader<T> OpenFlat<T>(string name)
        where T : unmanaged =>
        Describe(name).MaxRepetitionLevel == 0
            ? Open<T>(name)
            : throw part.Damaged($"its column '{name}' is an array; expected one value");
}
