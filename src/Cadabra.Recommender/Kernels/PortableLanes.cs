using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cadabra.Recommender.Kernels;

/// <summary>As many floats as <see cref="Vector{T}"/> holds on this machine.</summary>
internal readonly struct PortableLanes : ILanes<Vector<float>>
{
    public static int Count => Vector<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(ref float start, nint index) => Vector.LoadUnsafe(ref start, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, ref float start, nint index) => value.StoreUnsafe(ref start, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Add(Vector<float> x, Vector<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Multiply(Vector<float> x, Vector<float> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Divide(Vector<float> x, Vector<float> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Max(Vector<float> x, Vector<float> y) => Vector.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> SubtractProduct(Vector<float> x, Vector<float> y, Vector<float> z) => Vector.MultiplyAddEstimate(-x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplyAdd(Vector<float> x, Vector<float> y, Vector<float> z) => Vector.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector<float> x) => Vector.Sum(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumEight(
        Vector<float> x0,
        Vector<float> x1,
        Vector<float> x2,
        Vector<float> x3,
        Vector<float> x4,
        Vector<float> x5,
        Vector<float> x6,
        Vector<float> x7,
        ref float sums)
    {
        sums = Vector.Sum(x0);
        Unsafe.Add(ref sums, 1) = Vector.Sum(x1);
        Unsafe.Add(ref sums, 2) = Vector.Sum(x2);
        Unsafe.Add(ref sums, 3) = Vector.Sum(x3);
        Unsafe.Add(ref sums, 4) = Vector.Sum(x4);
        Unsafe.Add(ref sums, 5) = Vector.Sum(x5);
        Unsafe.Add(ref sums, 6) = Vector.Sum(x6);
        Unsafe.Add(ref sums, 7) = Vector.Sum(x7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Halves(Vector<float> pairs, out Vector<float> low, out Vector<float> high)
    {
        low = Vector.AsVectorSingle(Vector.AsVectorUInt32(pairs) << 16);
        high = Vector.AsVectorSingle(Vector.AsVectorUInt32(pairs) & new Vector<uint>(0xFFFF0000));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint AtLeast(Vector<float> x, Vector<float> y)
    {
        Vector<int> found = Vector.GreaterThanOrEqual(x, y);
        return Count == Vector128<int>.Count ? found.AsVector128().ExtractMostSignificantBits()
            : Count == Vector256<int>.Count ? found.AsVector256().ExtractMostSignificantBits()
            : (uint)found.AsVector512().ExtractMostSignificantBits();
    }
}
