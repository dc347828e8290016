using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cadabra.Recommender.Kernels;

// What multiplies matrices, tile by tile.
internal sealed partial class BlockKernel<TLanes, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int depth, Span<float> product)
    {
        int stride = right.Length / depth;
        int rows = left.Length / depth;
        ref float a = ref MemoryMarshal.GetReference(left);
        ref float b = ref MemoryMarshal.GetReference(right);
        ref float c = ref MemoryMarshal.GetReference(product);
        product[..(rows * stride)].Clear();
        int row = 0;
        for (; row <= rows - 4; row += 4)
        {
            AddTiles(ref Unsafe.Add(ref a, row * depth), 1, depth, ref b, depth, stride, 0, ref Unsafe.Add(ref c, row * stride));
        }

        for (; row < rows; row++)
        {
            AddRow(ref Unsafe.Add(ref a, row * depth), ref b, depth, stride, ref Unsafe.Add(ref c, row * stride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddOuterProducts(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int stride, Span<float> matrix)
    {
        ref float a = ref MemoryMarshal.GetReference(left);
        ref float b = ref MemoryMarshal.GetReference(right);
        ref float c = ref MemoryMarshal.GetReference(matrix);
        for (int row = 0; row < stride; row += 4)
        {
            int firstColumn = row / Alignment * Alignment;
            AddTiles(ref Unsafe.Add(ref a, row), stride, 1, ref b, right.Length / stride, stride, firstColumn, ref Unsafe.Add(ref c, row * stride));
        }
    }

    public override void AddRowsAbove(Span<float> matrix, int stride, int row)
    {
        ref float u = ref MemoryMarshal.GetReference(matrix);
        AddTiles(ref Unsafe.Add(ref u, row), stride, 1, ref u, row, stride, row / Alignment * Alignment, ref Unsafe.Add(ref u, row * stride));
    }

    /// <summary>
    /// Four rows of c += a × b from a column on, tile by tile of two vectors. The factor of row r at depth d is a[r·rowStep + d·depthStep], so
    /// that a may lie either way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTiles(ref float a, nint depthStep, nint rowStep, ref float b, int depth, nint stride, nint firstColumn, ref float c)
    {
        nint width = TLanes.Count;
        nint column = firstColumn;
        for (; column <= stride - (2 * width); column += 2 * width)
        {
            TVector c00 = TLanes.Load(ref c, column), c01 = TLanes.Load(ref c, column + width);
            TVector c10 = TLanes.Load(ref c, stride + column), c11 = TLanes.Load(ref c, stride + column + width);
            TVector c20 = TLanes.Load(ref c, (2 * stride) + column), c21 = TLanes.Load(ref c, (2 * stride) + column + width);
            TVector c30 = TLanes.Load(ref c, (3 * stride) + column), c31 = TLanes.Load(ref c, (3 * stride) + column + width);
            ref float left = ref a;
            ref float right = ref Unsafe.Add(ref b, column);
            for (int d = 0; d < depth; d++)
            {
                TVector right0 = TLanes.Load(ref right, 0);
                TVector right1 = TLanes.Load(ref right, width);
                TVector factor = TLanes.Broadcast(left);
                c00 = TLanes.MultiplyAdd(right0, factor, c00);
                c01 = TLanes.MultiplyAdd(right1, factor, c01);
                factor = TLanes.Broadcast(Unsafe.Add(ref left, rowStep));
                c10 = TLanes.MultiplyAdd(right0, factor, c10);
                c11 = TLanes.MultiplyAdd(right1, factor, c11);
                factor = TLanes.Broadcast(Unsafe.Add(ref left, 2 * rowStep));
                c20 = TLanes.MultiplyAdd(right0, factor, c20);
                c21 = TLanes.MultiplyAdd(right1, factor, c21);
                factor = TLanes.Broadcast(Unsafe.Add(ref left, 3 * rowStep));
                c30 = TLanes.MultiplyAdd(right0, factor, c30);
                c31 = TLanes.MultiplyAdd(right1, factor, c31);
                left = ref Unsafe.Add(ref left, depthStep);
                right = ref Unsafe.Add(ref right, stride);
            }

            TLanes.Store(c00, ref c, column);
            TLanes.Store(c01, ref c, column + width);
            TLanes.Store(c10, ref c, stride + column);
            TLanes.Store(c11, ref c, stride + column + width);
            TLanes.Store(c20, ref c, (2 * stride) + column);
            TLanes.Store(c21, ref c, (2 * stride) + column + width);
            TLanes.Store(c30, ref c, (3 * stride) + column);
            TLanes.Store(c31, ref c, (3 * stride) + column + width);
        }

        for (; column < stride; column += width)
        {
            TVector c0 = TLanes.Load(ref c, column);
            TVector c1 = TLanes.Load(ref c, stride + column);
            TVector c2 = TLanes.Load(ref c, (2 * stride) + column);
            TVector c3 = TLanes.Load(ref c, (3 * stride) + column);
            ref float left = ref a;
            ref float right = ref Unsafe.Add(ref b, column);
            for (int d = 0; d < depth; d++)
            {
                TVector right0 = TLanes.Load(ref right, 0);
                c0 = TLanes.MultiplyAdd(right0, TLanes.Broadcast(left), c0);
                c1 = TLanes.MultiplyAdd(right0, TLanes.Broadcast(Unsafe.Add(ref left, rowStep)), c1);
                c2 = TLanes.MultiplyAdd(right0, TLanes.Broadcast(Unsafe.Add(ref left, 2 * rowStep)), c2);
                c3 = TLanes.MultiplyAdd(right0, TLanes.Broadcast(Unsafe.Add(ref left, 3 * rowStep)), c3);
                left = ref Unsafe.Add(ref left, depthStep);
                right = ref Unsafe.Add(ref right, stride);
            }

            TLanes.Store(c0, ref c, column);
            TLanes.Store(c1, ref c, stride + column);
            TLanes.Store(c2, ref c, (2 * stride) + column);
            TLanes.Store(c3, ref c, (3 * stride) + column);
        }
    }

    /// <summary>One row of c += a × b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(ref float a, ref float b, int depth, nint stride, ref float c)
    {
        for (nint column = 0; column < stride; column += TLanes.Count)
        {
            TVector sum = TLanes.Load(ref c, column);
            ref float right = ref Unsafe.Add(ref b, column);
            for (int d = 0; d < depth; d++)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(ref right, 0), TLanes.Broadcast(Unsafe.Add(ref a, d)), sum);
                right = ref Unsafe.Add(ref right, stride);
            }

            TLanes.Store(sum, ref c, column);
        }
    }
}
