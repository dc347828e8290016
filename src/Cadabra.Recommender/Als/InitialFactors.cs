using Cadabra.Recommender.Als.Spark;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>
/// Where a fit begins: for each customer a random direction, that is, Gaussian factors scaled to length 1 as in Spark; their absolute
/// values if factors must not be negative. The numbers of a row depend on seed and row alone. <see cref="AlsInit.Spark"/> asks for
/// <see cref="SparkInitialFactors"/> instead.
/// </summary>
internal static class InitialFactors
{
    /// <summary>Rows without interactions stay zero, as they do in the whole fit.</summary>
    public static FactorMatrix Create(SparseRows rows, AlsOptions options) =>
        options.Init == AlsInit.Spark ? SparkInitialFactors.Create(rows, options) : CreateNormal(rows, options);

    private static FactorMatrix CreateNormal(SparseRows rows, AlsOptions options)
    {
        var factors = new FactorMatrix(rows.RowCount, options.Rank);
        for (int row = 0; row < rows.RowCount; row++)
        {
            if (!rows.Columns(row).IsEmpty)
            {
                Fill(factors[row], new GaussianSource((ulong)options.Seed, (ulong)row), options.Nonnegative);
            }
        }

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
