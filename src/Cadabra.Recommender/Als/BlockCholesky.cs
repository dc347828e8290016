using System.Runtime.CompilerServices;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// A = UᵀU in single precision for a positive definite matrix of a whole stride, four rows at a time: what all rows above contribute to four rows is one
/// small matrix product in registers, so that A is read and written once. Given −A, since a sum of products is then all there is to add.
/// </summary>
internal static class BlockCholesky
{
    private const int RowsAtOnce = 4;

    // A pivot this much smaller than its diagonal element is what single precision leaves of an exact 0.
    private const float PivotTolerance = 1e-6f;

    /// <summary>Overwrites −A, of which the upper triangle is meant, with U and zeros below; false if A is not positive definite beyond rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryFactor(BlockKernel kernel, Span<float> matrix, int stride)
    {
        for (int first = 0; first < stride; first += RowsAtOnce)
        {
            float diagonal0 = -matrix[(first * stride) + first];
            float diagonal1 = -matrix[((first + 1) * stride) + first + 1];
            float diagonal2 = -matrix[((first + 2) * stride) + first + 2];
            float diagonal3 = -matrix[((first + 3) * stride) + first + 3];
            kernel.AddRowsAbove(matrix, stride, first);
            if (!(TryFinish(kernel, matrix, stride, first, first, diagonal0)
                && TryFinish(kernel, matrix, stride, first, first + 1, diagonal1)
                && TryFinish(kernel, matrix, stride, first, first + 2, diagonal2)
                && TryFinish(kernel, matrix, stride, first, first + 3, diagonal3)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Overwrites b with A⁻¹·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Solve(BlockKernel kernel, ReadOnlySpan<float> upper, int stride, Span<float> b)
    {
        for (int row = 0; row < stride; row++)
        {
            int from = Aligned(row);
            float x = b[row] / upper[(row * stride) + row];
            kernel.AddScaled(-x, upper.Slice((row * stride) + from, stride - from), b[from..]);
            b[row] = x;
        }

        for (int row = stride - 1; row >= 0; row--)
        {
            int from = Aligned(row);
            float right = b[row];
            b[row] = 0;
            b[row] = (right - kernel.Dot(upper.Slice((row * stride) + from, stride - from), b[from..])) / upper[(row * stride) + row];
        }
    }

    /// <summary>The last of the elimination for one of four rows: what those of the four above it contribute, sign and scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryFinish(BlockKernel kernel, Span<float> matrix, int stride, int first, int row, float diagonal)
    {
        int from = Aligned(first);
        Span<float> current = matrix.Slice((row * stride) + from, stride - from);
        for (int above = first; above < row; above++)
        {
            kernel.AddScaled(matrix[(above * stride) + row], matrix.Slice((above * stride) + from, stride - from), current);
        }

        float pivot = -current[row - from];
        if (!(pivot > PivotTolerance * diagonal))
        {
            return false;
        }

        kernel.Scale(-1 / MathF.Sqrt(pivot), current);
        current[..(row - from)].Clear();
        return true;
    }

    private static int Aligned(int row) => row / BlockKernel.Alignment * BlockKernel.Alignment;
}
