using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Ranking.Kernels;

/// <summary>256 bits with fused multiply-add: two registers hold one factor of all 16 products of a panel.</summary>
internal readonly struct Avx2PanelKernel : IPanelKernel
{
    // Four rows by two halves: 8 sums, which with the panel's two loads and a row's factor fit the 16 registers.
    private const int RowsAtOnce = 4;
    private const int Half = PanelLayout.Width / 2;

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyPanel(ReadOnlySpan<float> rows, int rank, ReadOnlySpan<float> panel, Span<float> products, int stride)
    {
        ref float row = ref MemoryMarshal.GetReference(rows);
        ref float column = ref MemoryMarshal.GetReference(panel);
        ref float product = ref MemoryMarshal.GetReference(products);
        int count = rows.Length / rank;
        for (; count >= RowsAtOnce; count -= RowsAtOnce)
        {
            MultiplyFour(ref row, rank, ref column, ref product, stride);
            row = ref Unsafe.Add(ref row, RowsAtOnce * rank);
            product = ref Unsafe.Add(ref product, RowsAtOnce * stride);
        }

        for (; count > 0; count--)
        {
            Vector256<float> low = default, high = default;
            for (int factor = 0; factor < rank; factor++)
            {
                var left = Vector256.Create(Unsafe.Add(ref row, factor));
                low = Vector256.FusedMultiplyAdd(left, Load(ref column, factor), low);
                high = Vector256.FusedMultiplyAdd(left, Load(ref column, factor, Half), high);
            }

            Store(low, high, ref product);
            row = ref Unsafe.Add(ref row, rank);
            product = ref Unsafe.Add(ref product, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexOfAtLeast(ReadOnlySpan<float> values, float threshold)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        var thresholds = Vector256.Create(threshold);
        int i = 0;
        for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            uint found = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)i), thresholds).ExtractMostSignificantBits();
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
    private static void MultiplyFour(ref float row0, int rank, ref float column, ref float product, int stride)
    {
        ref float row1 = ref Unsafe.Add(ref row0, rank);
        ref float row2 = ref Unsafe.Add(ref row1, rank);
        ref float row3 = ref Unsafe.Add(ref row2, rank);
        Vector256<float> low0 = default, low1 = default, low2 = default, low3 = default;
        Vector256<float> high0 = default, high1 = default, high2 = default, high3 = default;
        for (nint factor = 0; factor < rank; factor++)
        {
            Vector256<float> low = Load(ref column, factor);
            Vector256<float> high = Load(ref column, factor, Half);
            var left = Vector256.Create(Unsafe.Add(ref row0, factor));
            low0 = Vector256.FusedMultiplyAdd(left, low, low0);
            high0 = Vector256.FusedMultiplyAdd(left, high, high0);
            left = Vector256.Create(Unsafe.Add(ref row1, factor));
            low1 = Vector256.FusedMultiplyAdd(left, low, low1);
            high1 = Vector256.FusedMultiplyAdd(left, high, high1);
            left = Vector256.Create(Unsafe.Add(ref row2, factor));
            low2 = Vector256.FusedMultiplyAdd(left, low, low2);
            high2 = Vector256.FusedMultiplyAdd(left, high, high2);
            left = Vector256.Create(Unsafe.Add(ref row3, factor));
            low3 = Vector256.FusedMultiplyAdd(left, low, low3);
            high3 = Vector256.FusedMultiplyAdd(left, high, high3);
        }

        Store(low0, high0, ref product);
        Store(low1, high1, ref Unsafe.Add(ref product, stride));
        Store(low2, high2, ref Unsafe.Add(ref product, 2 * stride));
        Store(low3, high3, ref Unsafe.Add(ref product, 3 * stride));
    }

    private static Vector256<float> Load(ref float column, nint factor, int offset = 0) =>
        Vector256.LoadUnsafe(ref column, (nuint)((factor * PanelLayout.Width) + offset));

    private static void Store(Vector256<float> low, Vector256<float> high, ref float product)
    {
        low.StoreUnsafe(ref product);
        high.StoreUnsafe(ref product, Half);
    }
}
