namespace Cadabra.Recommender.Data;

/// <summary>Factors of one side, <c>rows × rank</c>, row-major in one array. A row of zeros stands for an id that has no factors (never seen in training).</summary>
public sealed class FactorMatrix
{
    private readonly float[] _values;
    private readonly int _start;

    /// <summary>Makes a matrix of zeros.</summary>
    public FactorMatrix(int rowCount, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rank);
        RowCount = rowCount;
        Rank = rank;
        (_values, _start) = AlignedArray.Create(checked(rowCount * rank));
    }

    /// <summary>Takes ownership of <paramref name="values"/>, length <paramref name="rowCount"/> × <paramref name="rank"/>, row-major.</summary>
    public FactorMatrix(int rowCount, int rank, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rank);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, checked(rowCount * rank), nameof(values));
        RowCount = rowCount;
        Rank = rank;
        _values = values;
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of factors of a row.</summary>
    public int Rank { get; }

    /// <summary>All values, row-major.</summary>
    public Span<float> Values => _values.AsSpan(_start, RowCount * Rank);

    /// <summary>The factors of one row.</summary>
    public Span<float> this[int row] => _values.AsSpan(_start + (row * Rank), Rank);

    /// <summary>Whether the row has factors, that is, any that is not zero.</summary>
    public bool HasFactors(int row) => this[row].ContainsAnyExcept(0f);
}
