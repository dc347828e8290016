using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Cadabra.Recommender.Kernels;

/// <summary>
/// <see cref="BlockKernel"/> in the vectors of one instruction set. Compiled at full optimization at once: a short fit would spend half its time in code
/// that waits to be recompiled.
/// </summary>
internal sealed class BlockKernel<TLanes, TVector> : BlockKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    // A row fetched this many rows ahead has arrived when its turn comes, and has not been pushed out of the first-level cache.
    private const int RowsAhead = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gather(ReadOnlySpan<float> table, int rank, ReadOnlySpan<int> columns, int count, Span<float> rows)
    {
        int stride = Stride(rank);
        ref float source = ref MemoryMarshal.GetReference(table);
        ref float target = ref MemoryMarshal.GetReference(rows);
        for (int i = 0; i < count; i++)
        {
            if (i + RowsAhead < columns.Length)
            {
                Prefetch(ref Unsafe.Add(ref source, (nint)columns[i + RowsAhead] * rank), rank);
            }

            ref float row = ref Unsafe.Add(ref source, (nint)columns[i] * rank);
            ref float copy = ref Unsafe.Add(ref target, (nint)i * stride);
            if (rank == stride)
            {
                for (nint j = 0; j < rank; j += TLanes.Count)
                {
                    TLanes.Store(TLanes.Load(ref row, j), ref copy, j);
                }
            }
            else
            {
                Span<float> padded = rows.Slice(i * stride, stride);
                MemoryMarshal.CreateReadOnlySpan(ref row, rank).CopyTo(padded);
                padded[rank..].Clear();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Dots(ReadOnlySpan<float> rows, ReadOnlySpan<float> x, Span<float> sums)
    {
        nint stride = x.Length;
        ref float row = ref MemoryMarshal.GetReference(rows);
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float sum = ref MemoryMarshal.GetReference(sums);
        int i = 0;
        for (; i <= sums.Length - 8; i += 8)
        {
            TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            TVector sum4 = default, sum5 = default, sum6 = default, sum7 = default;
            for (nint j = 0; j < stride; j += TLanes.Count)
            {
                TVector right = TLanes.Load(ref xs, j);
                sum0 = TLanes.MultiplyAdd(TLanes.Load(ref row, j), right, sum0);
                sum1 = TLanes.MultiplyAdd(TLanes.Load(ref row, stride + j), right, sum1);
                sum2 = TLanes.MultiplyAdd(TLanes.Load(ref row, (2 * stride) + j), right, sum2);
                sum3 = TLanes.MultiplyAdd(TLanes.Load(ref row, (3 * stride) + j), right, sum3);
                sum4 = TLanes.MultiplyAdd(TLanes.Load(ref row, (4 * stride) + j), right, sum4);
                sum5 = TLanes.MultiplyAdd(TLanes.Load(ref row, (5 * stride) + j), right, sum5);
                sum6 = TLanes.MultiplyAdd(TLanes.Load(ref row, (6 * stride) + j), right, sum6);
                sum7 = TLanes.MultiplyAdd(TLanes.Load(ref row, (7 * stride) + j), right, sum7);
            }

            TLanes.SumEight(sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7, ref Unsafe.Add(ref sum, i));
            row = ref Unsafe.Add(ref row, 8 * stride);
        }

        for (; i < sums.Length; i++)
        {
            TVector sum0 = default;
            for (nint j = 0; j < stride; j += TLanes.Count)
            {
                sum0 = TLanes.MultiplyAdd(TLanes.Load(ref row, j), TLanes.Load(ref xs, j), sum0);
            }

            Unsafe.Add(ref sum, i) = TLanes.Sum(sum0);
            row = ref Unsafe.Add(ref row, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddRows(ReadOnlySpan<float> rows, ReadOnlySpan<float> scales, Span<float> sum)
    {
        nint stride = sum.Length;
        nint width = TLanes.Count;
        ref float target = ref MemoryMarshal.GetReference(sum);
        ref float scale = ref MemoryMarshal.GetReference(scales);
        nint j = 0;

        // Four vectors side by side, even and odd rows apart: eight independent sums hide the latency of a fused multiply-add.
        for (; j <= stride - (4 * width); j += 4 * width)
        {
            ref float row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), j);
            TVector even0 = TLanes.Load(ref target, j), even1 = TLanes.Load(ref target, j + width);
            TVector even2 = TLanes.Load(ref target, j + (2 * width)), even3 = TLanes.Load(ref target, j + (3 * width));
            TVector odd0 = default, odd1 = default, odd2 = default, odd3 = default;
            int i = 0;
            for (; i <= scales.Length - 2; i += 2)
            {
                TVector even = TLanes.Broadcast(Unsafe.Add(ref scale, i));
                even0 = TLanes.MultiplyAdd(TLanes.Load(ref row, 0), even, even0);
                even1 = TLanes.MultiplyAdd(TLanes.Load(ref row, width), even, even1);
                even2 = TLanes.MultiplyAdd(TLanes.Load(ref row, 2 * width), even, even2);
                even3 = TLanes.MultiplyAdd(TLanes.Load(ref row, 3 * width), even, even3);
                row = ref Unsafe.Add(ref row, stride);
                TVector odd = TLanes.Broadcast(Unsafe.Add(ref scale, i + 1));
                odd0 = TLanes.MultiplyAdd(TLanes.Load(ref row, 0), odd, odd0);
                odd1 = TLanes.MultiplyAdd(TLanes.Load(ref row, width), odd, odd1);
                odd2 = TLanes.MultiplyAdd(TLanes.Load(ref row, 2 * width), odd, odd2);
                odd3 = TLanes.MultiplyAdd(TLanes.Load(ref row, 3 * width), odd, odd3);
                row = ref Unsafe.Add(ref row, stride);
            }

            if (i < scales.Length)
            {
                TVector last = TLanes.Broadcast(Unsafe.Add(ref scale, i));
                odd0 = TLanes.MultiplyAdd(TLanes.Load(ref row, 0), last, odd0);
                odd1 = TLanes.MultiplyAdd(TLanes.Load(ref row, width), last, odd1);
                odd2 = TLanes.MultiplyAdd(TLanes.Load(ref row, 2 * width), last, odd2);
                odd3 = TLanes.MultiplyAdd(TLanes.Load(ref row, 3 * width), last, odd3);
            }

            TLanes.Store(TLanes.Add(even0, odd0), ref target, j);
            TLanes.Store(TLanes.Add(even1, odd1), ref target, j + width);
            TLanes.Store(TLanes.Add(even2, odd2), ref target, j + (2 * width));
            TLanes.Store(TLanes.Add(even3, odd3), ref target, j + (3 * width));
        }

        for (; j < stride; j += width)
        {
            ref float row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), j);
            TVector total = TLanes.Load(ref target, j);
            for (int i = 0; i < scales.Length; i++)
            {
                total = TLanes.MultiplyAdd(TLanes.Load(ref row, i * stride), TLanes.Broadcast(Unsafe.Add(ref scale, i)), total);
            }

            TLanes.Store(total, ref target, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddRowsAndSquares(
        ReadOnlySpan<float> rows, ReadOnlySpan<float> scales, ReadOnlySpan<float> squareScales, Span<float> sum, Span<float> squares)
    {
        nint stride = sum.Length;
        nint width = TLanes.Count;
        ref float target = ref MemoryMarshal.GetReference(sum);
        ref float squareTarget = ref MemoryMarshal.GetReference(squares);
        ref float scale = ref MemoryMarshal.GetReference(scales);
        ref float squareScale = ref MemoryMarshal.GetReference(squareScales);
        nint j = 0;
        for (; j <= stride - (4 * width); j += 4 * width)
        {
            ref float row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), j);
            TVector sum0 = TLanes.Load(ref target, j), sum1 = TLanes.Load(ref target, j + width);
            TVector sum2 = TLanes.Load(ref target, j + (2 * width)), sum3 = TLanes.Load(ref target, j + (3 * width));
            TVector square0 = TLanes.Load(ref squareTarget, j), square1 = TLanes.Load(ref squareTarget, j + width);
            TVector square2 = TLanes.Load(ref squareTarget, j + (2 * width)), square3 = TLanes.Load(ref squareTarget, j + (3 * width));
            for (int i = 0; i < scales.Length; i++)
            {
                TVector by = TLanes.Broadcast(Unsafe.Add(ref scale, i));
                TVector squareBy = TLanes.Broadcast(Unsafe.Add(ref squareScale, i));
                TVector y = TLanes.Load(ref row, 0);
                sum0 = TLanes.MultiplyAdd(y, by, sum0);
                square0 = TLanes.MultiplyAdd(TLanes.Multiply(y, squareBy), y, square0);
                y = TLanes.Load(ref row, width);
                sum1 = TLanes.MultiplyAdd(y, by, sum1);
                square1 = TLanes.MultiplyAdd(TLanes.Multiply(y, squareBy), y, square1);
                y = TLanes.Load(ref row, 2 * width);
                sum2 = TLanes.MultiplyAdd(y, by, sum2);
                square2 = TLanes.MultiplyAdd(TLanes.Multiply(y, squareBy), y, square2);
                y = TLanes.Load(ref row, 3 * width);
                sum3 = TLanes.MultiplyAdd(y, by, sum3);
                square3 = TLanes.MultiplyAdd(TLanes.Multiply(y, squareBy), y, square3);
                row = ref Unsafe.Add(ref row, stride);
            }

            TLanes.Store(sum0, ref target, j);
            TLanes.Store(sum1, ref target, j + width);
            TLanes.Store(sum2, ref target, j + (2 * width));
            TLanes.Store(sum3, ref target, j + (3 * width));
            TLanes.Store(square0, ref squareTarget, j);
            TLanes.Store(square1, ref squareTarget, j + width);
            TLanes.Store(square2, ref squareTarget, j + (2 * width));
            TLanes.Store(square3, ref squareTarget, j + (3 * width));
        }

        for (; j < stride; j += width)
        {
            ref float row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), j);
            TVector total = TLanes.Load(ref target, j);
            TVector square = TLanes.Load(ref squareTarget, j);
            for (int i = 0; i < scales.Length; i++)
            {
                TVector y = TLanes.Load(ref row, i * stride);
                total = TLanes.MultiplyAdd(y, TLanes.Broadcast(Unsafe.Add(ref scale, i)), total);
                square = TLanes.MultiplyAdd(TLanes.Multiply(y, TLanes.Broadcast(Unsafe.Add(ref squareScale, i))), y, square);
            }

            TLanes.Store(total, ref target, j);
            TLanes.Store(square, ref squareTarget, j);
        }
    }

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
            AddRows(right, left.Slice(row * depth, depth), product.Slice(row * stride, stride));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        TVector sum = default;
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(ref xs, j), TLanes.Load(ref ys, j), sum);
        }

        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaled(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        TVector scale = TLanes.Broadcast(a);
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(scale, TLanes.Load(ref xs, j), TLanes.Load(ref ys, j)), ref ys, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Scale(float a, Span<float> x)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        TVector scale = TLanes.Broadcast(a);
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(scale, TLanes.Load(ref xs, j)), ref xs, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyElements(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        ref float zs = ref MemoryMarshal.GetReference(z);
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Load(ref xs, j), TLanes.Load(ref ys, j)), ref zs, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void BeginSystem(ReadOnlySpan<float> diagonal, float shift, ReadOnlySpan<float> x, Span<float> start, Span<float> residual)
    {
        ref float diagonals = ref MemoryMarshal.GetReference(diagonal);
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float starts = ref MemoryMarshal.GetReference(start);
        ref float residuals = ref MemoryMarshal.GetReference(residual);
        TVector shifts = TLanes.Broadcast(shift);
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TVector sum = TLanes.Add(TLanes.Load(ref diagonals, j), shifts);
            TLanes.Store(sum, ref starts, j);
            TLanes.Store(TLanes.SubtractProduct(sum, TLanes.Load(ref xs, j), default), ref residuals, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float BeginDirection(
        ReadOnlySpan<float> residual, ReadOnlySpan<float> diagonal, float least, Span<float> inverse, Span<float> direction)
    {
        ref float residuals = ref MemoryMarshal.GetReference(residual);
        ref float diagonals = ref MemoryMarshal.GetReference(diagonal);
        ref float inverses = ref MemoryMarshal.GetReference(inverse);
        ref float directions = ref MemoryMarshal.GetReference(direction);
        TVector one = TLanes.Broadcast(1);
        TVector bound = TLanes.Broadcast(least);
        TVector sum = default;
        for (nint j = 0; j < residual.Length; j += TLanes.Count)
        {
            TVector scale = TLanes.Divide(one, TLanes.Max(TLanes.Load(ref diagonals, j), bound));
            TVector left = TLanes.Load(ref residuals, j);
            TVector turned = TLanes.Multiply(left, scale);
            TLanes.Store(scale, ref inverses, j);
            TLanes.Store(turned, ref directions, j);
            sum = TLanes.MultiplyAdd(left, turned, sum);
        }

        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float MultiplyAndDot(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        ref float zs = ref MemoryMarshal.GetReference(z);
        TVector sum = default;
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TVector right = TLanes.Load(ref ys, j);
            TVector product = TLanes.Multiply(TLanes.Load(ref xs, j), right);
            TLanes.Store(product, ref zs, j);
            sum = TLanes.MultiplyAdd(product, right, sum);
        }

        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Step(
        float length, ReadOnlySpan<float> direction, ReadOnlySpan<float> image, ReadOnlySpan<float> inverse, Span<float> x, Span<float> residual)
    {
        ref float directions = ref MemoryMarshal.GetReference(direction);
        ref float images = ref MemoryMarshal.GetReference(image);
        ref float inverses = ref MemoryMarshal.GetReference(inverse);
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float residuals = ref MemoryMarshal.GetReference(residual);
        TVector lengths = TLanes.Broadcast(length);
        TVector sum = default;
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(lengths, TLanes.Load(ref directions, j), TLanes.Load(ref xs, j)), ref xs, j);
            TVector left = TLanes.SubtractProduct(lengths, TLanes.Load(ref images, j), TLanes.Load(ref residuals, j));
            TLanes.Store(left, ref residuals, j);
            sum = TLanes.MultiplyAdd(TLanes.Multiply(left, TLanes.Load(ref inverses, j)), left, sum);
        }

        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Turn(ReadOnlySpan<float> residual, ReadOnlySpan<float> inverse, float ratio, Span<float> direction)
    {
        ref float residuals = ref MemoryMarshal.GetReference(residual);
        ref float inverses = ref MemoryMarshal.GetReference(inverse);
        ref float directions = ref MemoryMarshal.GetReference(direction);
        TVector ratios = TLanes.Broadcast(ratio);
        for (nint j = 0; j < residual.Length; j += TLanes.Count)
        {
            TVector turned = TLanes.Multiply(ratios, TLanes.Load(ref directions, j));
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(ref residuals, j), TLanes.Load(ref inverses, j), turned), ref directions, j);
        }
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

    private static unsafe void Prefetch(ref float row, int rank)
    {
        if (Sse.IsSupported)
        {
            for (int line = 0; line < rank; line += Alignment)
            {
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref row, line)));
            }
        }
    }
}
