using ParquetSharp;

namespace Cadabra.Models.Parquet;

/// <summary>Adds columns to a row group.</summary>
internal static class ColumnValues
{
    /// <summary>Writes the next column, none of its values missing.</summary>
    public static void Write<T>(this RowGroupWriter group, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        using var column = (ColumnWriter<T>)group.NextColumn();
        column.WriteBatch(values);
    }

    /// <summary>Writes the next column, whose values may be missing.</summary>
    public static void WriteOptional<T>(this RowGroupWriter group, ReadOnlySpan<T?> values)
        where T : unmanaged
    {
        var levels = new short[values.Length];
        var present = new T[values.Length];
        int count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (values[row] is { } value)
            {
                levels[row] = 1;
                present[count++] = value;
            }
        }

        using var column = (ColumnWriter<T>)group.NextColumn();
        column.WriteBatch(values.Length, levels, default, present.AsSpan(0, count));
    }
}
