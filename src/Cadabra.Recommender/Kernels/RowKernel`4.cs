using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Cadabra.Recommender.Kernels;

/// <summary><see cref="RowKernel{TElement}"/> in the vectors of one instruction set and the format of one kind of block.</summary>
internal sealed partial class RowKernel<TLanes, TVector, TElement, TFormat> : RowKernel<TElement>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
    where TElement : unmanaged
    where TFormat : struct, IRowFormat<TVector, TElement>
{
    // A row fetched this many rows ahead has arrived when its turn comes, and has not been pushed out of the first-level cache.
    private const int RowsAhead = 16;
    private const int LineBytes = 64;

    public override int Stride(int rank) => TFormat.Stride(rank);

    public override void Pack(ReadOnlySpan<float> factors, int rank, Span<TElement> rows)
    {
        int stride = Stride(rank);
        Span<float> padded = stackalloc float[stride];
        for (int row = 0; row * rank < factors.Length; row++)
        {
            factors.Slice(row * rank, rank).CopyTo(padded);
            padded[rank..].Clear();
            TFormat.Pack(ref padded[0], stride, ref rows[row * stride]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gather(ReadOnlySpan<TElement> table, int pitch, ReadOnlySpan<int> columns, int count, Span<TElement> rows)
    {
        int stride = count == 0 ? pitch : rows.Length / count;
        ref TElement source = ref MemoryMarshal.GetReference(table);
        ref TElement target = ref MemoryMarshal.GetReference(rows);

        // Of a vector, whatever its elements mean; a stride is a whole number of vectors.
        nint elements = TLanes.Count * sizeof(float) / Unsafe.SizeOf<TElement>();
        for (int i = 0; i < count; i++)
        {
            if (i + RowsAhead < columns.Length)
            {
                Prefetch(ref Unsafe.Add(ref source, (nint)columns[i + RowsAhead] * pitch), pitch);
            }

            ref TElement row = ref Unsafe.Add(ref source, (nint)columns[i] * pitch);
            ref TElement copy = ref Unsafe.Add(ref target, (nint)i * stride);
            if (pitch == stride)
            {
                for (nint j = 0; j < pitch; j += elements)
                {
                    TVector vector = TLanes.Load(ref Unsafe.As<TElement, float>(ref Unsafe.Add(ref row, j)), 0);
                    TLanes.Store(vector, ref Unsafe.As<TElement, float>(ref Unsafe.Add(ref copy, j)), 0);
                }
            }
            else
            {
                Span<TElement> padded = rows.Slice(i * stride, stride);
                MemoryMarshal.CreateReadOnlySpan(ref row, pitch).CopyTo(padded);
                padded[pitch..].Clear();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Dots(ReadOnlySpan<TElement> rows, ReadOnlySpan<float> x, Span<float> sums)
    {
        nint stride = x.Length;
        nint width = TLanes.Count;
        ref TElement row = ref MemoryMarshal.GetReference(rows);
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float sum = ref MemoryMarshal.GetReference(sums);
        int i = 0;
        for (; sums.Length >= 8 && i < sums.Length; i += 8)
        {
            if (i > sums.Length - 8)
            {
                // What remains is computed with some rows before it once more, to the same bits, which takes less time than row by row.
                row = ref Unsafe.Subtract(ref row, (i - (sums.Length - 8)) * stride);
                i = sums.Length - 8;
            }

            TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            TVector sum4 = default, sum5 = default, sum6 = default, sum7 = default;
            nint j = 0;
            for (; j <= stride - (2 * width); j += 2 * width)
            {
                TVector right0 = TLanes.Load(ref xs, j);
                TVector right1 = TLanes.Load(ref xs, j + width);
                sum0 = AddPair(ref row, j, right0, right1, sum0);
                sum1 = AddPair(ref row, stride + j, right0, right1, sum1);
                sum2 = AddPair(ref row, (2 * stride) + j, right0, right1, sum2);
                sum3 = AddPair(ref row, (3 * stride) + j, right0, right1, sum3);
                sum4 = AddPair(ref row, (4 * stride) + j, right0, right1, sum4);
                sum5 = AddPair(ref row, (5 * stride) + j, right0, right1, sum5);
                sum6 = AddPair(ref row, (6 * stride) + j, right0, right1, sum6);
                sum7 = AddPair(ref row, (7 * stride) + j, right0, right1, sum7);
            }

            if (j < stride)
            {
                TVector right = TLanes.Load(ref xs, j);
                sum0 = AddLast(ref row, j, right, sum0);
                sum1 = AddLast(ref row, stride + j, right, sum1);
                sum2 = AddLast(ref row, (2 * stride) + j, right, sum2);
                sum3 = AddLast(ref row, (3 * stride) + j, right, sum3);
                sum4 = AddLast(ref row, (4 * stride) + j, right, sum4);
                sum5 = AddLast(ref row, (5 * stride) + j, right, sum5);
                sum6 = AddLast(ref row, (6 * stride) + j, right, sum6);
                sum7 = AddLast(ref row, (7 * stride) + j, right, sum7);
            }

            TLanes.SumEight(sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7, ref Unsafe.Add(ref sum, i));
            row = ref Unsafe.Add(ref row, 8 * stride);
        }

        for (; i < sums.Length; i++)
        {
            TVector total = default;
            nint j = 0;
            for (; j <= stride - (2 * width); j += 2 * width)
            {
                total = AddPair(ref row, j, TLanes.Load(ref xs, j), TLanes.Load(ref xs, j + width), total);
            }

            if (j < stride)
            {
                total = AddLast(ref row, j, TLanes.Load(ref xs, j), total);
            }

            Unsafe.Add(ref sum, i) = TLanes.Sum(total);
            row = ref Unsafe.Add(ref row, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector AddPair(ref TElement row, nint index, TVector x0, TVector x1, TVector sum)
    {
        TFormat.LoadPair(ref row, index, out TVector y0, out TVector y1);
        return TLanes.MultiplyAdd(y1, x1, TLanes.MultiplyAdd(y0, x0, sum));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector AddLast(ref TElement row, nint index, TVector x, TVector sum) => TLanes.MultiplyAdd(TFormat.LoadLast(ref row, index), x, sum);

    private static unsafe void Prefetch(ref TElement row, int pitch)
    {
        if (Sse.IsSupported)
        {
            for (int offset = 0; offset < pitch * sizeof(TElement); offset += LineBytes)
            {
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AddByteOffset(ref row, offset)));
            }
        }
    }
}
