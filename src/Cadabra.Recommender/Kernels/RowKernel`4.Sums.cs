using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cadabra.Recommender.Kernels;

// What adds the rows of a block up.
internal sealed partial class RowKernel<TLanes, TVector, TElement, TFormat>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddRows(ReadOnlySpan<TElement> rows, ReadOnlySpan<float> scales, Span<float> sum)
    {
        nint stride = sum.Length;
        nint width = TLanes.Count;
        ref float target = ref MemoryMarshal.GetReference(sum);
        ref float scale = ref MemoryMarshal.GetReference(scales);
        nint j = 0;

        // Four vectors side by side, even and odd rows apart: eight independent sums hide the latency of a fused multiply-add.
        for (; j <= stride - (4 * width); j += 4 * width)
        {
            ref TElement row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), j);
            TVector even0 = TLanes.Load(ref target, j), even1 = TLanes.Load(ref target, j + width);
            TVector even2 = TLanes.Load(ref target, j + (2 * width)), even3 = TLanes.Load(ref target, j + (3 * width));
            TVector odd0 = default, odd1 = default, odd2 = default, odd3 = default;
            int i = 0;
            for (; i <= scales.Length - 2; i += 2)
            {
                AddFour(ref row, Unsafe.Add(ref scale, i), ref even0, ref even1, ref even2, ref even3);
                row = ref Unsafe.Add(ref row, stride);
                AddFour(ref row, Unsafe.Add(ref scale, i + 1), ref odd0, ref odd1, ref odd2, ref odd3);
                row = ref Unsafe.Add(ref row, stride);
            }

            if (i < scales.Length)
            {
                AddFour(ref row, Unsafe.Add(ref scale, i), ref odd0, ref odd1, ref odd2, ref odd3);
            }

            TLanes.Store(TLanes.Add(even0, odd0), ref target, j);
            TLanes.Store(TLanes.Add(even1, odd1), ref target, j + width);
            TLanes.Store(TLanes.Add(even2, odd2), ref target, j + (2 * width));
            TLanes.Store(TLanes.Add(even3, odd3), ref target, j + (3 * width));
        }

        for (; j <= stride - (2 * width); j += 2 * width)
        {
            ref TElement row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), j);
            TVector sum0 = TLanes.Load(ref target, j), sum1 = TLanes.Load(ref target, j + width);
            for (int i = 0; i < scales.Length; i++)
            {
                TVector by = TLanes.Broadcast(Unsafe.Add(ref scale, i));
                TFormat.LoadPair(ref row, 0, out TVector y0, out TVector y1);
                sum0 = TLanes.MultiplyAdd(y0, by, sum0);
                sum1 = TLanes.MultiplyAdd(y1, by, sum1);
                row = ref Unsafe.Add(ref row, stride);
            }

            TLanes.Store(sum0, ref target, j);
            TLanes.Store(sum1, ref target, j + width);
        }

        if (j < stride)
        {
            ref TElement row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), j);
            TVector sum0 = TLanes.Load(ref target, j);
            for (int i = 0; i < scales.Length; i++)
            {
                sum0 = AddLast(ref row, i * stride, TLanes.Broadcast(Unsafe.Add(ref scale, i)), sum0);
            }

            TLanes.Store(sum0, ref target, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddRowsAndSquares(
        ReadOnlySpan<TElement> rows, ReadOnlySpan<float> scales, ReadOnlySpan<float> squareScales, Span<float> sum, Span<float> squares)
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
            ref TElement row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), j);
            TVector sum0 = TLanes.Load(ref target, j), sum1 = TLanes.Load(ref target, j + width);
            TVector sum2 = TLanes.Load(ref target, j + (2 * width)), sum3 = TLanes.Load(ref target, j + (3 * width));
            TVector square0 = TLanes.Load(ref squareTarget, j), square1 = TLanes.Load(ref squareTarget, j + width);
            TVector square2 = TLanes.Load(ref squareTarget, j + (2 * width)), square3 = TLanes.Load(ref squareTarget, j + (3 * width));
            for (int i = 0; i < scales.Length; i++)
            {
                TVector by = TLanes.Broadcast(Unsafe.Add(ref scale, i));
                TVector squareBy = TLanes.Broadcast(Unsafe.Add(ref squareScale, i));
                TFormat.LoadPair(ref row, 0, out TVector y0, out TVector y1);
                sum0 = TLanes.MultiplyAdd(y0, by, sum0);
                square0 = TLanes.MultiplyAdd(TLanes.Multiply(y0, squareBy), y0, square0);
                sum1 = TLanes.MultiplyAdd(y1, by, sum1);
                square1 = TLanes.MultiplyAdd(TLanes.Multiply(y1, squareBy), y1, square1);
                TFormat.LoadPair(ref row, 2 * width, out TVector y2, out TVector y3);
                sum2 = TLanes.MultiplyAdd(y2, by, sum2);
                square2 = TLanes.MultiplyAdd(TLanes.Multiply(y2, squareBy), y2, square2);
                sum3 = TLanes.MultiplyAdd(y3, by, sum3);
                square3 = TLanes.MultiplyAdd(TLanes.Multiply(y3, squareBy), y3, square3);
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

        for (; j <= stride - (2 * width); j += 2 * width)
        {
            ref TElement row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), j);
            TVector sum0 = TLanes.Load(ref target, j), sum1 = TLanes.Load(ref target, j + width);
            TVector square0 = TLanes.Load(ref squareTarget, j), square1 = TLanes.Load(ref squareTarget, j + width);
            for (int i = 0; i < scales.Length; i++)
            {
                TVector by = TLanes.Broadcast(Unsafe.Add(ref scale, i));
                TVector squareBy = TLanes.Broadcast(Unsafe.Add(ref squareScale, i));
                TFormat.LoadPair(ref row, 0, out TVector y0, out TVector y1);
                sum0 = TLanes.MultiplyAdd(y0, by, sum0);
                square0 = TLanes.MultiplyAdd(TLanes.Multiply(y0, squareBy), y0, square0);
                sum1 = TLanes.MultiplyAdd(y1, by, sum1);
                square1 = TLanes.MultiplyAdd(TLanes.Multiply(y1, squareBy), y1, square1);
                row = ref Unsafe.Add(ref row, stride);
            }

            TLanes.Store(sum0, ref target, j);
            TLanes.Store(sum1, ref target, j + width);
            TLanes.Store(square0, ref squareTarget, j);
            TLanes.Store(square1, ref squareTarget, j + width);
        }

        if (j < stride)
        {
            ref TElement row = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), j);
            TVector sum0 = TLanes.Load(ref target, j);
            TVector square0 = TLanes.Load(ref squareTarget, j);
            for (int i = 0; i < scales.Length; i++)
            {
                TVector y = TFormat.LoadLast(ref row, i * stride);
                sum0 = TLanes.MultiplyAdd(y, TLanes.Broadcast(Unsafe.Add(ref scale, i)), sum0);
                square0 = TLanes.MultiplyAdd(TLanes.Multiply(y, TLanes.Broadcast(Unsafe.Add(ref squareScale, i))), y, square0);
            }

            TLanes.Store(sum0, ref target, j);
            TLanes.Store(square0, ref squareTarget, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(ref TElement row, float scale, ref TVector sum0, ref TVector sum1, ref TVector sum2, ref TVector sum3)
    {
        TVector by = TLanes.Broadcast(scale);
        TFormat.LoadPair(ref row, 0, out TVector y0, out TVector y1);
        TFormat.LoadPair(ref row, 2 * TLanes.Count, out TVector y2, out TVector y3);
        sum0 = TLanes.MultiplyAdd(y0, by, sum0);
        sum1 = TLanes.MultiplyAdd(y1, by, sum1);
        sum2 = TLanes.MultiplyAdd(y2, by, sum2);
        sum3 = TLanes.MultiplyAdd(y3, by, sum3);
    }
}
