using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Ranking.Kernels;

/// <summary>512 bits: a register holds one factor of all 16 products of a panel.</summary>
internal readonly struct Avx512PanelKernel : IPanelKernel
{
    // Each load of the panel serves 8 multiplications, and 8 independent sums hide the latency of a fused multiply-add.
    private const int RowsAtOnce = 8;

    public static bool IsSupported => Avx512F.IsSupported && Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyPanel(ReadOnlySpan<float> rows, int rank, ReadOnlySpan<float> panel, Span<float> products, int stride)
    {
        ref float row = ref MemoryMarshal.GetReference(rows);
        ref float column = ref MemoryMarshal.GetReference(panel);
        ref float product = ref MemoryMarshal.GetReference(products);
        int count = rows.Length / rank;
        for (; count >= RowsAtOnce; count -= RowsAtOnce)
        {
            MultiplyEight(ref row, rank, ref column, ref product, stride);
            row = ref Unsafe.Add(ref row, RowsAtOnce * rank);
            product = ref Unsafe.Add(ref product, RowsAtOnce * stride);
        }

        for (; count > 0; count--)
        {
            Vector512<float> sum = default;
            for (int factor = 0; factor < rank; factor++)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref row, factor)), Load(ref column, factor), sum);
            }

            sum.StoreUnsafe(ref product);
            row = ref Unsafe.Add(ref row, rank);
            product = ref Unsafe.Add(ref product, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexOfAtLeast(ReadOnlySpan<float> values, float threshold)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        var thresholds = Vector512.Create(threshold);
        int i = 0;
        for (; i <= values.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            ulong found = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref first, (nuint)i), thresholds).ExtractMostSignificantBits();
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
    private static void MultiplyEight(ref float row0, int rank, ref float column, ref float product, int stride)
    {
        ref float row1 = ref Unsafe.Add(ref row0, rank);
        ref float row2 = ref Unsafe.Add(ref row1, rank);
        ref float row3 = ref Unsafe.Add(ref row2, rank);
        ref float row4 = ref Unsafe.Add(ref row3, rank);
        ref float row5 = ref Unsafe.Add(ref row4, rank);
        ref float row6 = ref Unsafe.Add(ref row5, rank);
        ref float row7 = ref Unsafe.Add(ref row6, rank);
        Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        Vector512<float> sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        for (nint factor = 0; factor < rank; factor++)
        {
            Vector512<float> right = Load(ref column, factor);
            sum0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref row0, factor)), right, sum0);
            sum1 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref row1, factor)), right, sum1);
            sum2 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref row2, factor)), right, sum2);
            sum3 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref row3, factor)), right, sum3);
            sum4 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref row4, factor)), right, sum4);
            sum5 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref row5, factor)), right, sum5);
            sum6 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref row6, factor)), right, sum6);
            sum7 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref row7, factor)), right, sum7);
        }

        sum0.StoreUnsafe(ref product);
        sum1.StoreUnsafe(ref product, (nuint)stride);
        sum2.StoreUnsafe(ref product, (nuint)(2 * stride));
        sum3.StoreUnsafe(ref product, (nuint)(3 * stride));
        sum4.StoreUnsafe(ref product, (nuint)(4 * stride));
        sum5.StoreUnsafe(ref product, (nuint)(5 * stride));
        sum6.StoreUnsafe(ref product, (nuint)(6 * stride));
        sum7.StoreUnsafe(ref product, (nuint)(7 * stride));
    }

    private static Vector512<float> Load(ref float column, nint factor) => Vector512.LoadUnsafe(ref column, (nuint)(factor * PanelLayout.Width));
}
