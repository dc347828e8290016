using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cadabra.Recommender.Kernels;

/// <summary>
/// The same arithmetic in the registers of <see cref="Vector{T}"/>, whatever their width on this machine. Loads go through references
/// because the bounds checks of spans would cost as much as the arithmetic; every loop ends with a scalar tail.
/// Compiled at full optimization at once: a short fit would spend half its time in code that waits to be recompiled.
/// </summary>
internal readonly struct VectorKernel : IKernel
{
    // Rows of a panel product computed together: each load of the panel then serves 8 multiplications, and 8 independent
    // sums hide the latency of a fused multiply-add.
    private const int RowsAtOnce = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        int width = Vector<float>.Count;
        Vector<float> sum0 = Vector<float>.Zero;
        Vector<float> sum1 = Vector<float>.Zero;
        int i = 0;
        for (; i <= x.Length - (2 * width); i += 2 * width)
        {
            sum0 = Vector.MultiplyAddEstimate(Load(ref xs, i), Load(ref ys, i), sum0);
            sum1 = Vector.MultiplyAddEstimate(Load(ref xs, i + width), Load(ref ys, i + width), sum1);
        }

        for (; i <= x.Length - width; i += width)
        {
            sum0 = Vector.MultiplyAddEstimate(Load(ref xs, i), Load(ref ys, i), sum0);
        }

        float sum = Vector.Sum(sum0 + sum1);
        for (; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref double xs = ref MemoryMarshal.GetReference(x);
        ref double ys = ref MemoryMarshal.GetReference(y);
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums = Vector.MultiplyAddEstimate(Load(ref xs, i), Load(ref ys, i), sums);
        }

        double sum = Vector.Sum(sums);
        for (; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double DotWide(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(Load(ref xs, i), out Vector<double> x0, out Vector<double> x1);
            Vector.Widen(Load(ref ys, i), out Vector<double> y0, out Vector<double> y1);
            sums = Vector.MultiplyAddEstimate(x0, y0, Vector.MultiplyAddEstimate(x1, y1, sums));
        }

        double sum = Vector.Sum(sums);
        for (; i < x.Length; i++)
        {
            sum += (double)x[i] * y[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        var scale = new Vector<float>(a);
        int i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Store(Vector.MultiplyAddEstimate(scale, Load(ref xs, i), Load(ref ys, i)), ref ys, i);
        }

        for (; i < x.Length; i++)
        {
            y[i] += a * x[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        ref double xs = ref MemoryMarshal.GetReference(x);
        ref double ys = ref MemoryMarshal.GetReference(y);
        var scale = new Vector<double>(a);
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Store(Vector.MultiplyAddEstimate(scale, Load(ref xs, i), Load(ref ys, i)), ref ys, i);
        }

        for (; i < x.Length; i++)
        {
            y[i] += a * x[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen(ReadOnlySpan<float> x, Span<double> y)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref double ys = ref MemoryMarshal.GetReference(y);
        int i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(Load(ref xs, i), out Vector<double> low, out Vector<double> high);
            Store(low, ref ys, i);
            Store(high, ref ys, i + Vector<double>.Count);
        }

        for (; i < x.Length; i++)
        {
            y[i] = x[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOuterProduct(double a, ReadOnlySpan<double> x, Span<double> upper)
    {
        for (int row = 0; row < x.Length; row++)
        {
            AddScaled(a * x[row], x[row..], upper.Slice((row * x.Length) + row, x.Length - row));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplySymmetric(ReadOnlySpan<float> matrix, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int row = 0; row < x.Length; row++)
        {
            y[row] = Dot(matrix.Slice(row * x.Length, x.Length), x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyPanel(ReadOnlySpan<float> rows, int rank, ReadOnlySpan<float> panel, Span<float> products, int stride)
    {
        int count = rows.Length / rank;
        int row = 0;
        for (; row <= count - RowsAtOnce; row += RowsAtOnce)
        {
            for (int column = 0; column < PanelLayout.Width; column += Vector<float>.Count)
            {
                MultiplyEight(rows.Slice(row * rank, RowsAtOnce * rank), rank, panel[column..], products[((row * stride) + column)..], stride);
            }
        }

        for (; row < count; row++)
        {
            for (int column = 0; column < PanelLayout.Width; column += Vector<float>.Count)
            {
                MultiplyOne(rows.Slice(row * rank, rank), panel[column..], products[((row * stride) + column)..]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexOfAbove(ReadOnlySpan<float> values, float threshold)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        var thresholds = new Vector<float>(threshold);
        int i = 0;
        while (i <= values.Length - Vector<float>.Count && !Vector.GreaterThanAny(Load(ref first, i), thresholds))
        {
            i += Vector<float>.Count;
        }

        for (; i < values.Length; i++)
        {
            if (values[i] > threshold)
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyEight(ReadOnlySpan<float> rows, int rank, ReadOnlySpan<float> panel, Span<float> products, int stride)
    {
        ref float row = ref MemoryMarshal.GetReference(rows);
        ref float column = ref MemoryMarshal.GetReference(panel);
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        Vector<float> sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        for (int factor = 0; factor < rank; factor++)
        {
            Vector<float> right = Load(ref column, factor * PanelLayout.Width);
            sum0 = Vector.MultiplyAddEstimate(new Vector<float>(Unsafe.Add(ref row, factor)), right, sum0);
            sum1 = Vector.MultiplyAddEstimate(new Vector<float>(Unsafe.Add(ref row, rank + factor)), right, sum1);
            sum2 = Vector.MultiplyAddEstimate(new Vector<float>(Unsafe.Add(ref row, (2 * rank) + factor)), right, sum2);
            sum3 = Vector.MultiplyAddEstimate(new Vector<float>(Unsafe.Add(ref row, (3 * rank) + factor)), right, sum3);
            sum4 = Vector.MultiplyAddEstimate(new Vector<float>(Unsafe.Add(ref row, (4 * rank) + factor)), right, sum4);
            sum5 = Vector.MultiplyAddEstimate(new Vector<float>(Unsafe.Add(ref row, (5 * rank) + factor)), right, sum5);
            sum6 = Vector.MultiplyAddEstimate(new Vector<float>(Unsafe.Add(ref row, (6 * rank) + factor)), right, sum6);
            sum7 = Vector.MultiplyAddEstimate(new Vector<float>(Unsafe.Add(ref row, (7 * rank) + factor)), right, sum7);
        }

        sum0.CopyTo(products);
        sum1.CopyTo(products[stride..]);
        sum2.CopyTo(products[(2 * stride)..]);
        sum3.CopyTo(products[(3 * stride)..]);
        sum4.CopyTo(products[(4 * stride)..]);
        sum5.CopyTo(products[(5 * stride)..]);
        sum6.CopyTo(products[(6 * stride)..]);
        sum7.CopyTo(products[(7 * stride)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyOne(ReadOnlySpan<float> row, ReadOnlySpan<float> panel, Span<float> products)
    {
        ref float column = ref MemoryMarshal.GetReference(panel);
        Vector<float> sum = default;
        for (int factor = 0; factor < row.Length; factor++)
        {
            sum = Vector.MultiplyAddEstimate(new Vector<float>(row[factor]), Load(ref column, factor * PanelLayout.Width), sum);
        }

        sum.CopyTo(products);
    }

    private static Vector<float> Load(ref float start, int index) => Vector.LoadUnsafe(ref start, (nuint)index);

    private static Vector<double> Load(ref double start, int index) => Vector.LoadUnsafe(ref start, (nuint)index);

    private static void Store(Vector<float> value, ref float start, int index) => value.StoreUnsafe(ref start, (nuint)index);

    private static void Store(Vector<double> value, ref double start, int index) => value.StoreUnsafe(ref start, (nuint)index);
}
