using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Cadabra.Recommender.Kernels;

// What reads the rows of a block one after another.
internal sealed partial class BlockKernel<TLanes, TVector>
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
