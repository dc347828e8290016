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
}
