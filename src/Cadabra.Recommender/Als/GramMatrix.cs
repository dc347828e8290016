using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>YᵀY of one side's factors, k × k, row-major, whole (both triangles): what all pairs at once add to a row's system.</summary>
internal sealed class GramMatrix
{
    // Partial sums are added in the order of their chunks, and chunks depend on the number of rows only: the same bits on any number of threads.
    private const int MaxChunks = 16;
    private const int MinRowsPerChunk = 256;

    private GramMatrix(int rank, double[] values)
    {
        Values = values;
        MeanDiagonal = SymmetricMatrix.MeanDiagonal(values, rank);
        Singles = Array.ConvertAll(values, value => (float)value);
    }

    public double[] Values { get; }

    /// <summary>The same, rounded once, for solvers that compute in single precision.</summary>
    public float[] Singles { get; }

    /// <summary>Trace over k, the mean of the eigenvalues.</summary>
    public double MeanDiagonal { get; }

    /// <summary>Sums yyᵀ over the rows, in double precision.</summary>
    public static GramMatrix Compute<TKernel>(FactorMatrix factors, int workers, CancellationToken cancellationToken)
        where TKernel : struct, IKernel
    {
        int rank = factors.Rank;
        int chunks = Math.Clamp(factors.RowCount / MinRowsPerChunk, 1, MaxChunks);
        var partials = new double[chunks][];
        ChunkLoop.Run(
            workers,
            chunks,
            (_, chunk) => partials[chunk] = Sum<TKernel>(factors, Boundary(chunk), Boundary(chunk + 1)),
            cancellationToken);

        double[] total = partials[0];
        for (int chunk = 1; chunk < chunks; chunk++)
        {
            TKernel.AddScaled(1, partials[chunk], total);
        }

        SymmetricMatrix.MirrorUpper(total, rank);
        return new GramMatrix(rank, total);

        int Boundary(int chunk) => (int)((long)factors.RowCount * chunk / chunks);
    }

    /// <summary>Σ of the squares of all scores, ‖X·Yᵀ‖² = ⟨XᵀX, YᵀY⟩, over every pair without visiting one.</summary>
    public static double SumOfSquaredScores(GramMatrix customers, GramMatrix products)
    {
        double sum = 0;
        for (int i = 0; i < customers.Values.Length; i++)
        {
            sum += customers.Values[i] * products.Values[i];
        }

        return sum;
    }

    private static double[] Sum<TKernel>(FactorMatrix factors, int start, int end)
        where TKernel : struct, IKernel
    {
        var upper = new double[factors.Rank * factors.Rank];
        var row = new double[factors.Rank];
        for (int i = start; i < end; i++)
        {
            TKernel.Widen(factors[i], row);
            TKernel.AddOuterProduct(1, row, upper);
        }

        return upper;
    }
}
