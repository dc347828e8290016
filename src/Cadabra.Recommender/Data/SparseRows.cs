namespace Cadabra.Recommender.Data;

/// <summary>
/// A sparse matrix by rows (CSR) in three parallel arrays. Row <c>r</c> holds columns <c>Columns[Offsets[r] .. Offsets[r + 1]]</c>
/// with the values at the same places; within a row the columns ascend and none repeats.
/// Example: rows {0: (1 → 5), (3 → 2)}, {}, {2: (0 → 7)} are Offsets [0, 2, 2, 3], Columns [1, 3, 0], Values [5, 2, 7].
/// Immutable once built; safe to read from many threads.
/// </summary>
public sealed class SparseRows
{
    private readonly int[] _offsets;
    private readonly int[] _columns;
    private readonly float[] _values;

    /// <summary>Takes ownership of the arrays.</summary>
    /// <param name="columnCount">Number of columns; every entry of <paramref name="columns"/> is below it.</param>
    /// <param name="offsets">Length rows + 1, ascending, from 0 to the number of entries.</param>
    /// <param name="columns">Column of each entry.</param>
    /// <param name="values">Value of each entry.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    public SparseRows(int columnCount, int[] offsets, int[] columns, float[] values)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(columnCount);
        if (offsets.Length == 0 || offsets[0] != 0 || offsets[^1] != columns.Length || columns.Length != values.Length)
        {
            throw new ArgumentException($"Offsets must run from 0 to the number of entries; found {offsets.Length} offsets, {columns.Length} columns, {values.Length} values.", nameof(offsets));
        }

        ThrowIfNotAscending(offsets, columns, columnCount);
        ColumnCount = columnCount;
        _offsets = offsets;
        _columns = columns;
        _values = values;
    }

    /// <summary>Number of rows.</summary>
    public int RowCount => _offsets.Length - 1;

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of stored entries.</summary>
    public int EntryCount => _columns.Length;

    /// <summary>Row boundaries, length RowCount + 1.</summary>
    public ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>Columns of one row, ascending.</summary>
    public ReadOnlySpan<int> Columns(int row) => _columns.AsSpan(_offsets[row].._offsets[row + 1]);

    /// <summary>Columns of one row and, after them, those of all later rows: what a walk over the rows will need next.</summary>
    internal ReadOnlySpan<int> ColumnsFrom(int row) => _columns.AsSpan(_offsets[row]);

    /// <summary>Values of one row, at the places of <see cref="Columns"/>.</summary>
    public ReadOnlySpan<float> Values(int row) => _values.AsSpan(_offsets[row].._offsets[row + 1]);

    /// <summary>The same entries by columns: a counting sort, so the columns of each new row ascend too.</summary>
    public SparseRows Transpose()
    {
        var offsets = new int[ColumnCount + 1];
        foreach (int column in _columns)
        {
            offsets[column + 1]++;
        }

        for (int column = 0; column < ColumnCount; column++)
        {
            offsets[column + 1] += offsets[column];
        }

        var rows = new int[_columns.Length];
        var values = new float[_columns.Length];
        int[] next = offsets.AsSpan(0, ColumnCount).ToArray();
        for (int row = 0; row < RowCount; row++)
        {
            for (int entry = _offsets[row]; entry < _offsets[row + 1]; entry++)
            {
                int place = next[_columns[entry]]++;
                rows[place] = row;
                values[place] = _values[entry];
            }
        }

        return new SparseRows(RowCount, offsets, rows, values);
    }

    private static void ThrowIfNotAscending(int[] offsets, int[] columns, int columnCount)
    {
        for (int row = 0; row < offsets.Length - 1; row++)
        {
            if (offsets[row + 1] < offsets[row] || offsets[row + 1] > columns.Length)
            {
                throw new ArgumentException($"Offsets must ascend up to {columns.Length}; row {row} runs from {offsets[row]} to {offsets[row + 1]}.", nameof(offsets));
            }

            int last = -1;
            foreach (int column in columns.AsSpan(offsets[row]..offsets[row + 1]))
            {
                if (column <= last || column >= columnCount)
                {
                    throw new ArgumentException($"Columns of a row must ascend and lie below {columnCount}; row {row} holds {column} after {last}.", nameof(columns));
                }

                last = column;
            }
        }
    }
}
