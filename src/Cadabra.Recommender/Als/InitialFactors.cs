using Cadabra.Recommender.Als.Spark;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>
/// Where a fit begins: for each customer a random direction, that is, Gaussian factors scaled to length 1 as in Spark; their absolute
/// values if factors must not be negative. The numbers of a row depend on seed and row alone. <see cref="AlsInit.Spark"/> asks for
/// <see cref="SparkInitialFactors"/> instead.
/// </summary>
internal static class InitialFactors
{
    private const int RowsPerChunk = 1024;

    /// <summary>Rows without interactions stay zero, as they do in the whole fit.</summary>
    public static FactorMatrix Create(SparseRows rows, AlsOptions options, CancellationToken cancellationToken) =>
        options.Init == AlsInit.Spark ? SparkInitialFactors.Create(rows, options) : CreateNormal(rows, options, cancellationToken);

    private static FactorMatrix CreateNormal(SparseRows rows, AlsOptions options, CancellationToken cancellationToken)
    {
        var factors = new FactorMatrix(rows.RowCount, options.Rank);
        ChunkLoop.Run(
            ChunkLoop.WorkerCount(options.Threads),
            (rows.RowCount + RowsPerChunk - 1) / RowsPerChunk,
            (_, chunk) =>
            {
                int end = Math.Min((chunk + 1) * RowsPerChunk, rows.RowCount);
                for (int row = chunk * RowsPerChunk; row < end; row++)
                {
                    if (!rows.Columns(row).IsEmpty)
                    {
                        Fill(factors[row], new GaussianSource((ulong)options.Seed, (ulong)row), options.Nonnegative);
                    }
                }
            },
            cancellationToken);
        return factors;
    }

    private static void Fill(Span<float> factors, GaussianSource gaussian, bool nonnegative)
    {
        double squares = 0;
        foreach (ref float factor in factors)
        {
            double value = gaussian.Next();
            squares += value * value;
            factor = (float)(nonnegative ? Math.Abs(value) : value);
        }

        var scale = (float)(1 / Math.Sqrt(squares));
        foreach (ref float factor in factors)
        {
            factor *= scale;
        }
    }
}
