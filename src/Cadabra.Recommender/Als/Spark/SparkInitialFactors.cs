using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als.Spark;

/// <summary>
/// Where Spark ML's ALS begins: ids are dealt out to blocks by id mod blocks, and each block draws the factors of its rows, in the order of their
/// ids, from a generator of its own; every row is then scaled to length 1. Example: of customers 0, 1, 10, 21 block 0 draws for 0 and 10, block 1 for 1 and 21.
/// </summary>
internal static class SparkInitialFactors
{
    // Spark's default of numUserBlocks, which its factors depend on.
    private const int NumUserBlocks = 10;

    /// <summary>
    /// The factors of the customers. Spark draws those of the products too, from the next seed, but solves the products first and so never reads them.
    /// Rows without interactions are unknown to Spark: they stay zero and draw nothing.
    /// </summary>
    public static FactorMatrix Create(SparseRows rows, AlsOptions options)
    {
        var factors = new FactorMatrix(rows.RowCount, options.Rank);
        long seed = new SparkRandom(options.Seed).NextLong();
        for (int block = 0; block < NumUserBlocks; block++)
        {
            var random = new SparkRandom(SparkHash.ByteSwap(seed ^ block));
            for (int row = block; row < rows.RowCount; row += NumUserBlocks)
            {
                if (!rows.Columns(row).IsEmpty)
                {
                    Fill(factors[row], random);
                }
            }
        }

        return factors;
    }

    private static void Fill(Span<float> factors, SparkRandom random)
    {
        // In single precision, as Spark's BLAS does: in double precision the published predictions differ in the seventh digit.
        float squares = 0;
        foreach (ref float factor in factors)
        {
            factor = (float)random.NextGaussian();
            squares += factor * factor;
        }

        float scale = 1 / MathF.Sqrt(squares);
        foreach (ref float factor in factors)
        {
            factor *= scale;
        }
    }
}
