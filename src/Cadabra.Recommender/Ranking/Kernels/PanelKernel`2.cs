using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Ranking.Kernels;

/// <summary>
/// <see cref="PanelKernel"/> in the vectors of one instruction set. Compiled at full optimization at once: a command ranks once in a process, and would
/// be done before the loops are recompiled.
/// </summary>
internal sealed class PanelKernel<TLanes, TVector> : PanelKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int VectorsAtOnce = 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyPanel(ReadOnlySpan<float> rows, int rank, ReadOnlySpan<float> panel, Span<float> products, int stride)
    {
        ref float row = ref MemoryMarshal.GetReference(rows);
        ref float column = ref MemoryMarshal.GetReference(panel);
        ref float product = ref MemoryMarshal.GetReference(products);
        int count = rows.Length / rank;
        for (; count >= RowsAtOnce; count -= RowsAtOnce)
        {
            for (int place = 0; place < Width; place += VectorsAtOnce * TLanes.Count)
            {
                MultiplySix(ref row, rank, ref Unsafe.Add(ref column, place), ref Unsafe.Add(ref product, place), stride);
            }

            row = ref Unsafe.Add(ref row, RowsAtOnce * rank);
            product = ref Unsafe.Add(ref product, RowsAtOnce * stride);
        }

        for (; count > 0; count--)
        {
            for (int place = 0; place < Width; place += VectorsAtOnce * TLanes.Count)
            {
                MultiplyOne(ref row, rank, ref Unsafe.Add(ref column, place), ref Unsafe.Add(ref product, place));
            }

            row = ref Unsafe.Add(ref row, rank);
            product = ref Unsafe.Add(ref product, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int IndexOfAtLeast(ReadOnlySpan<float> values, float threshold)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        TVector thresholds = TLanes.Broadcast(threshold);
        int i = 0;
        for (; i <= values.Length - TLanes.Count; i += TLanes.Count)
        {
            uint found = TLanes.AtLeast(TLanes.Load(ref first, i), thresholds);
            if (found != 0)
            {
                return i + BitOperations.TrailingZeroCount(found);
            }
        }

        for (; i < values.Length; i++)
        {
            if (values[i] >= threshold)
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplySix(ref float row0, nint rank, ref float column, ref float product, nint stride)
    {
        ref float row1 = ref Unsafe.Add(ref row0, rank);
        ref float row2 = ref Unsafe.Add(ref row1, rank);
        ref float row3 = ref Unsafe.Add(ref row2, rank);
        ref float row4 = ref Unsafe.Add(ref row3, rank);
        ref float row5 = ref Unsafe.Add(ref row4, rank);
        TVector low0 = default, low1 = default, low2 = default, low3 = default, low4 = default, low5 = default;
        TVector high0 = default, high1 = default, high2 = default, high3 = default, high4 = default, high5 = default;
        for (nint factor = 0, place = 0; factor < rank; factor++, place += Width)
        {
            TVector low = TLanes.Load(ref column, place);
            TVector high = TLanes.Load(ref column, place + TLanes.Count);
            TVector left = TLanes.Broadcast(Unsafe.Add(ref row0, factor));
            low0 = TLanes.MultiplyAdd(left, low, low0);
            high0 = TLanes.MultiplyAdd(left, high, high0);
            left = TLanes.Broadcast(Unsafe.Add(ref row1, factor));
            low1 = TLanes.MultiplyAdd(left, low, low1);
            high1 = TLanes.MultiplyAdd(left, high, high1);
            left = TLanes.Broadcast(Unsafe.Add(ref row2, factor));
            low2 = TLanes.MultiplyAdd(left, low, low2);
            high2 = TLanes.MultiplyAdd(left, high, high2);
            left = TLanes.Broadcast(Unsafe.Add(ref row3, factor));
            low3 = TLanes.MultiplyAdd(left, low, low3);
            high3 = TLanes.MultiplyAdd(left, high, high3);
            left = TLanes.Broadcast(Unsafe.Add(ref row4, factor));
            low4 = TLanes.MultiplyAdd(left, low, low4);
            high4 = TLanes.MultiplyAdd(left, high, high4);
            left = TLanes.Broadcast(Unsafe.Add(ref row5, factor));
            low5 = TLanes.MultiplyAdd(left, low, low5);
            high5 = TLanes.MultiplyAdd(left, high, high5);
        }

        Store(low0, high0, ref product);
        Store(low1, high1, ref Unsafe.Add(ref product, stride));
        Store(low2, high2, ref Unsafe.Add(ref product, 2 * stride));
        Store(low3, high3, ref Unsafe.Add(ref product, 3 * stride));
        Store(low4, high4, ref Unsafe.Add(ref product, 4 * stride));
        Store(low5, high5, ref Unsafe.Add(ref product, 5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyOne(ref float row, nint rank, ref float column, ref float product)
    {
        TVector low = default, high = default;
        for (nint factor = 0, place = 0; factor < rank; factor++, place += Width)
        {
            TVector left = TLanes.Broadcast(Unsafe.Add(ref row, factor));
            low = TLanes.MultiplyAdd(left, TLanes.Load(ref column, place), low);
            high = TLanes.MultiplyAdd(left, TLanes.Load(ref column, place + TLanes.Count), high);
        }

        Store(low, high, ref product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector low, TVector high, ref float product)
    {
        TLanes.Store(low, ref product, 0);
        TLanes.Store(high, ref product, TLanes.Count);
    }
}
