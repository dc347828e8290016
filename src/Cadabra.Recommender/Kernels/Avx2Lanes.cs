using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cadabra.Recommender.Kernels;

/// <summary>8 floats, with fused multiply-add.</summary>
internal readonly struct Avx2Lanes : ILanes<Vector256<float>>
{
    public static int Count => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float start, nint index) => Vector256.LoadUnsafe(ref start, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float start, nint index) => value.StoreUnsafe(ref start, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> x, Vector256<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> x, Vector256<float> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Divide(Vector256<float> x, Vector256<float> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> x, Vector256<float> y) => Vector256.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SubtractProduct(Vector256<float> x, Vector256<float> y, Vector256<float> z) => Fma.MultiplyAddNegated(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> x, Vector256<float> y, Vector256<float> z) => Fma.MultiplyAdd(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> x) => Vector256.Sum(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumEight(
        Vector256<float> x0,
        Vector256<float> x1,
        Vector256<float> x2,
        Vector256<float> x3,
        Vector256<float> x4,
        Vector256<float> x5,
        Vector256<float> x6,
        Vector256<float> x7,
        ref float sums)
    {
        // Horizontal additions stay within 128 bits: each half of the last two holds the sums of four vectors' halves.
        Vector256<float> x0123 = Avx.HorizontalAdd(Avx.HorizontalAdd(x0, x1), Avx.HorizontalAdd(x2, x3));
        Vector256<float> x4567 = Avx.HorizontalAdd(Avx.HorizontalAdd(x4, x5), Avx.HorizontalAdd(x6, x7));
        Vector256<float> all = Avx.Permute2x128(x0123, x4567, 0x20) + Avx.Permute2x128(x0123, x4567, 0x31);
        all.StoreUnsafe(ref sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Halves(Vector256<float> pairs, out Vector256<float> low, out Vector256<float> high)
    {
        low = (pairs.AsUInt32() << 16).AsSingle();
        high = (pairs.AsUInt32() & Vector256.Create(0xFFFF0000)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint AtLeast(Vector256<float> x, Vector256<float> y) => Vector256.GreaterThanOrEqual(x, y).ExtractMostSignificantBits();
}
