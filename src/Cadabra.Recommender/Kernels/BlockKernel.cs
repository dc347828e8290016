using System.Numerics;
using System.Runtime.Intrinsics;

namespace Cadabra.Recommender.Kernels;

/// <summary>
/// The arithmetic of a row's solve on vectors and matrices in single precision; what reads a block of gathered rows is <see cref="RowKernel{TElement}"/>. Vectors have
/// the length stride, that is, the rank rounded up to <see cref="Alignment"/> with zeros, so no loop here has a tail.
/// </summary>
internal abstract class BlockKernel
{
    /// <summary>Floats of the widest register, and of a cache line.</summary>
    public const int Alignment = 16;

    /// <summary>The kernel of an instruction set, which this machine must have.</summary>
    public static BlockKernel Create(InstructionSet set) => set switch
    {
        InstructionSet.Avx512 => new BlockKernel<Avx512Lanes, Vector512<float>>(),
        InstructionSet.Avx2 => new BlockKernel<Avx2Lanes, Vector256<float>>(),
        InstructionSet.Portable => new BlockKernel<PortableLanes, Vector<float>>(),
        _ => new BlockKernel<ScalarLanes, float>(),
    };

    /// <summary>Rank rounded up to a multiple of <see cref="Alignment"/>.</summary>
    public static int Stride(int rank) => (rank + Alignment - 1) / Alignment * Alignment;

    /// <summary>product = left × right, for left of rows × depth and right of depth × stride, all row-major.</summary>
    public abstract void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int depth, Span<float> product);

    /// <summary>matrix += leftᵀ × right for two blocks of as many rows: stride × stride, upper triangle; of what lies below it some is overwritten.</summary>
    public abstract void AddOuterProducts(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int stride, Span<float> matrix);

    /// <summary>
    /// Four rows of a stride × stride matrix, from <paramref name="row"/> on, += what the rows above contribute to them in a factorization:
    /// Σ above u[row … row + 3]ᵀ·u. Only columns from the diagonal on are meant.
    /// </summary>
    public abstract void AddRowsAbove(Span<float> matrix, int stride, int row);

    /// <summary>Σ xᵢ·yᵢ.</summary>
    public abstract float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y);

    /// <summary>y += a·x.</summary>
    public abstract void AddScaled(float a, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>x *= a.</summary>
    public abstract void Scale(float a, Span<float> x);

    /// <summary>z = x·y, element by element.</summary>
    public abstract void MultiplyElements(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z);

    /// <summary>difference = z − x·y, element by element.</summary>
    public abstract void SubtractProducts(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> difference);

    /// <summary>start = diagonal + shift, residual = −start·x, element by element.</summary>
    public abstract void BeginSystem(ReadOnlySpan<float> diagonal, float shift, ReadOnlySpan<float> x, Span<float> start, Span<float> residual);

    /// <summary>inverse = 1/max(diagonal, least), direction = residual·inverse, element by element; returns residual·direction.</summary>
    public abstract float BeginDirection(
        ReadOnlySpan<float> residual, ReadOnlySpan<float> diagonal, float least, Span<float> inverse, Span<float> direction);

    /// <summary>z = x·y, element by element; returns z·y.</summary>
    public abstract float MultiplyAndDot(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z);

    /// <summary>x += length·direction, residual −= length·image; returns Σ residual²·inverse.</summary>
    public abstract float Step(
        float length, ReadOnlySpan<float> direction, ReadOnlySpan<float> image, ReadOnlySpan<float> inverse, Span<float> x, Span<float> residual);

    /// <summary>direction = residual·inverse + ratio·direction, element by element.</summary>
    public abstract void Turn(ReadOnlySpan<float> residual, ReadOnlySpan<float> inverse, float ratio, Span<float> direction);
}
