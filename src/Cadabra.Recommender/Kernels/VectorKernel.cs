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

    private static Vector<float> Load(ref float start, int index) => Vector.LoadUnsafe(ref start, (nuint)index);

    private static Vector<double> Load(ref double start, int index) => Vector.LoadUnsafe(ref start, (nuint)index);

    private static void Store(Vector<float> value, ref float start, int index) => value.StoreUnsafe(ref start, (nuint)index);

    private static void Store(Vector<double> value, ref double start, int index) => value.StoreUnsafe(ref start, (nuint)index);
}
