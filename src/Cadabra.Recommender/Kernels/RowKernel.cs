namespace Cadabra.Recommender.Kernels;

/// <summary>
/// The arithmetic that reads the rows of a block: the factors of everything that a row of interactions interacts with, gathered once to lie side by
/// side, <c>count × stride</c> elements in single precision or narrower. Vectors of factors have length <see cref="Stride"/>.
/// </summary>
/// <typeparam name="TElement">float, or ushort for bfloat16.</typeparam>
internal abstract class RowKernel<TElement>
    where TElement : unmanaged
{
    /// <summary>Elements of a row, and of every vector that meets one: the rank rounded up with zeros.</summary>
    public abstract int Stride(int rank);

    /// <summary>Writes factors in the format of a block.</summary>
    /// <param name="factors">Length count × rank.</param>
    /// <param name="rank">k.</param>
    /// <param name="rows">Length count × stride; zeros beyond the rank.</param>
    public abstract void Pack(ReadOnlySpan<float> factors, int rank, Span<TElement> rows);

    /// <summary>Copies rows of a table into a block, asking memory for later rows while it copies.</summary>
    /// <param name="table">Rows of <paramref name="pitch"/> elements, at most stride.</param>
    /// <param name="pitch">From one row to the next.</param>
    /// <param name="columns">The rows to copy, then any that the next calls will copy: those are only fetched into the cache.</param>
    /// <param name="count">How many to copy.</param>
    /// <param name="rows">Length count × stride.</param>
    public abstract void Gather(ReadOnlySpan<TElement> table, int pitch, ReadOnlySpan<int> columns, int count, Span<TElement> rows);

    /// <summary>sums[i] = rows[i]·x.</summary>
    public abstract void Dots(ReadOnlySpan<TElement> rows, ReadOnlySpan<float> x, Span<float> sums);

    /// <summary>sum += Σ scales[i]·rows[i].</summary>
    public abstract void AddRows(ReadOnlySpan<TElement> rows, ReadOnlySpan<float> scales, Span<float> sum);

    /// <summary>As <see cref="AddRows"/>, and squares += Σ squareScales[i]·rows[i]², element by element.</summary>
    public abstract void AddRowsAndSquares(
        ReadOnlySpan<TElement> rows, ReadOnlySpan<float> scales, ReadOnlySpan<float> squareScales, Span<float> sum, Span<float> squares);
}
