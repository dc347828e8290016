using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// The system A·x = b of one row, gathered in double precision: squaring halves the digits, so single precision would leave
/// too few. One for each worker, used again for every row.
/// </summary>
internal sealed class NormalEquation<TKernel>(int rank)
    where TKernel : struct, IKernel
{
    private readonly double[] _row = new double[rank];

    /// <summary>A, k × k, row-major; only the upper triangle is meant.</summary>
    public double[] Matrix { get; } = new double[rank * rank];

    /// <summary>b, length k.</summary>
    public double[] RightSide { get; } = new double[rank];

    /// <summary>Begins with A = 0.</summary>
    public void Reset()
    {
        Array.Clear(Matrix);
        Array.Clear(RightSide);
    }

    /// <summary>Begins with A = <paramref name="scale"/>·G.</summary>
    public void Reset(GramMatrix gram, double scale)
    {
        Reset();
        TKernel.AddScaled(scale, gram.Values, Matrix);
    }

    /// <summary>A += curvature·yyᵀ, b += target·y.</summary>
    public void Add(ReadOnlySpan<float> y, double curvature, double target)
    {
        TKernel.Widen(y, _row);
        TKernel.AddOuterProduct(curvature, _row, Matrix);
        TKernel.AddScaled(target, _row, RightSide);
    }
}
