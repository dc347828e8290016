using System.Runtime.CompilerServices;
using Cadabra.Recommender.Threading;

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

    private SparseRows(int[] offsets, int[] columns, float[] values, int columnCount)
    {
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
        int workers = ChunkLoop.WorkerCount(0);
        var places = GroupPlaces.Create(workers, EntryCount, ColumnCount);
        int[] bounds = EqualRuns(places.RunCount);
        ChunkLoop.Run(workers, places.RunCount, (_, run) => CountColumns(_offsets[bounds[run]], _offsets[bounds[run + 1]], places[run]), CancellationToken.None);
        int[] offsets = places.ToOffsets();
        int[] rows = GC.AllocateUninitializedArray<int>(EntryCount);
        float[] values = GC.AllocateUninitializedArray<float>(EntryCount);
        ChunkLoop.Run(workers, places.RunCount, (_, run) => Move(bounds[run], bounds[run + 1], places[run], rows, values), CancellationToken.None);
        return OfValid(RowCount, offsets, rows, values);
    }

    /// <summary>Takes ownership of arrays that the library has made and that are right by construction: to check millions of them takes a while.</summary>
    internal static SparseRows OfValid(int columnCount, int[] offsets, int[] columns, float[] values) => new(offsets, columns, values, columnCount);

    /// <summary>Rows at which runs of about as many entries begin, and at the end the number of rows.</summary>
    private int[] EqualRuns(int runs)
    {
        var bounds = new int[runs + 1];
        for (int run = 1; run < runs; run++)
        {
            int row = _offsets.AsSpan().BinarySearch((int)((long)run * EntryCount / runs));
            bounds[run] = Math.Min(row < 0 ? ~row : row, RowCount);
        }

        bounds[runs] = RowCount;
        return bounds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountColumns(int start, int end, Span<int> counts)
    {
        foreach (int column in _columns.AsSpan(start, end - start))
        {
            counts[column]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(int startRow, int endRow, Span<int> next, int[] rows, float[] values)
    {
        int[] columns = _columns;
        float[] fromValues = _values;
        for (int row = startRow; row < endRow; row++)
        {
            int end = _offsets[row + 1];
            for (int entry = _offsets[row]; entry < end; entry++)
            {
                int place = next[columns[entry]]++;
                rows[place] = row;
                values[place] = fromValues[entry];
            }
        }
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
