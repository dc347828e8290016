namespace Cadabra.Recommender.Kernels;

/// <summary>
/// The arithmetic of the inner loops. Solvers are generic over it, so that the plain <see cref="ScalarKernel"/> stands as the
/// reference beside whatever instruction set the machine offers. Spans that belong together have equal lengths; lengths are
/// the caller's business and are not checked here. Kernels differ in the order of their sums, hence in the last bits.
/// </summary>
internal interface IKernel
{
    /// <summary>Σ xᵢ·yᵢ.</summary>
    static abstract float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y);

    /// <summary>Σ xᵢ·yᵢ.</summary>
    static abstract double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y);

    /// <summary>Σ xᵢ·yᵢ of single-precision vectors, multiplied and summed in double precision.</summary>
    static abstract double DotWide(ReadOnlySpan<float> x, ReadOnlySpan<float> y);

    /// <summary>y += a·x.</summary>
    static abstract void AddScaled(float a, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>y += a·x.</summary>
    static abstract void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y);

    /// <summary>y = x.</summary>
    static abstract void Widen(ReadOnlySpan<float> x, Span<double> y);

    /// <summary>A += a·xxᵀ, upper triangle only; A is k × k, row-major.</summary>
    static abstract void AddOuterProduct(double a, ReadOnlySpan<double> x, Span<double> upper);

    /// <summary>y = A·x for a whole symmetric matrix A, k × k, row-major.</summary>
    static abstract void MultiplySymmetric(ReadOnlySpan<float> matrix, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>
    /// Inner products of a few rows with the <see cref="PanelLayout.Width"/> columns of one panel, a k × width block, row-major. Each is
    /// summed from the first factor to the last, so it does not depend on the other rows or columns of the call.
    /// </summary>
    /// <param name="rows">Rows of length <paramref name="rank"/>, one after the other.</param>
    /// <param name="rank">k.</param>
    /// <param name="panel">Length k × width.</param>
    /// <param name="products">Where the first row's products go; the next row's follow <paramref name="stride"/> later.</param>
    /// <param name="stride">Distance of two rows in <paramref name="products"/>.</param>
    static abstract void MultiplyPanel(ReadOnlySpan<float> rows, int rank, ReadOnlySpan<float> panel, Span<float> products, int stride);

    /// <summary>Index of the first value above the threshold, or −1; NaN is never above.</summary>
    static abstract int IndexOfAbove(ReadOnlySpan<float> values, float threshold);
}
