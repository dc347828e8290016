using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cadabra.Recommender.Kernels;

/// <summary>
/// 16 floats. Shuffles of two vectors have no form that every machine runs; beside each stands the same in plain steps, so that this text is tested on
/// machines without the instructions too. There it is slow; the compiler drops the branch that is not taken.
/// </summary>
internal readonly struct Avx512Lanes : ILanes<Vector512<float>>
{
    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float start, nint index) => Vector512.LoadUnsafe(ref start, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float start, nint index) => value.StoreUnsafe(ref start, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> x, Vector512<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> x, Vector512<float> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Divide(Vector512<float> x, Vector512<float> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> x, Vector512<float> y) => Vector512.Max(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SubtractProduct(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Vector512.FusedMultiplyAdd(-x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Vector512.FusedMultiplyAdd(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> x) => Avx2Lanes.Sum(x.GetLower() + x.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumEight(
        Vector512<float> x0,
        Vector512<float> x1,
        Vector512<float> x2,
        Vector512<float> x3,
        Vector512<float> x4,
        Vector512<float> x5,
        Vector512<float> x6,
        Vector512<float> x7,
        ref float sums)
    {
        // Each step adds halves of two vectors into one: 8 vectors of 16 partial sums, 4 of 2 × 8, 2 of 4 × 4, 1 of 8 × 2.
        Vector512<float> x01 = AddHalves(x0, x1);
        Vector512<float> x23 = AddHalves(x2, x3);
        Vector512<float> x45 = AddHalves(x4, x5);
        Vector512<float> x67 = AddHalves(x6, x7);
        Vector512<float> x0123 = AddQuarters(x01, x23);
        Vector512<float> x4567 = AddQuarters(x45, x67);

        // Within a lane of 128 bits the pairs of the first and of the second four alternate: (0,0,4,4), (1,1,5,5), …
        Vector512<float> pairs = ShuffleElements(x0123, x4567, 0b01_00_01_00) + ShuffleElements(x0123, x4567, 0b11_10_11_10);
        Vector512<float> all = pairs + ShuffleElements(pairs, pairs, 0b10_11_00_01);
        Vector512<float> ordered = Vector512.Shuffle(all, Vector512.Create(0, 4, 8, 12, 2, 6, 10, 14, 0, 0, 0, 0, 0, 0, 0, 0));
        ordered.GetLower().StoreUnsafe(ref sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint AtLeast(Vector512<float> x, Vector512<float> y) => (uint)Vector512.GreaterThanOrEqual(x, y).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Halves(Vector512<float> pairs, out Vector512<float> low, out Vector512<float> high)
    {
        low = (pairs.AsUInt32() << 16).AsSingle();
        high = (pairs.AsUInt32() & Vector512.Create(0xFFFF0000)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddHalves(Vector512<float> x, Vector512<float> y) =>
        ShuffleQuarters(x, y, 0b01_00_01_00) + ShuffleQuarters(x, y, 0b11_10_11_10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddQuarters(Vector512<float> x, Vector512<float> y) =>
        ShuffleQuarters(x, y, 0b10_00_10_00) + ShuffleQuarters(x, y, 0b11_01_11_01);

    /// <summary>Two quarters of x, then two of y, chosen by two bits each from the lowest on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ShuffleQuarters(Vector512<float> x, Vector512<float> y, [ConstantExpected] byte control)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Shuffle4x128(x, y, control);
        }

        return Vector512.Create(
            Vector256.Create(Quarter(x, control), Quarter(x, control >> 2)),
            Vector256.Create(Quarter(y, control >> 4), Quarter(y, control >> 6)));
    }

    /// <summary>In each quarter two elements of x, then two of y, chosen by two bits each from the lowest on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ShuffleElements(Vector512<float> x, Vector512<float> y, [ConstantExpected] byte control)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Shuffle(x, y, control);
        }

        return Vector512.Create(Vector256.Create(Elements(0), Elements(1)), Vector256.Create(Elements(2), Elements(3)));

        Vector128<float> Elements(int quarter)
        {
            (Vector128<float> left, Vector128<float> right) = (Quarter(x, quarter), Quarter(y, quarter));
            return Vector128.Create(left[control & 3], left[(control >> 2) & 3], right[(control >> 4) & 3], right[(control >> 6) & 3]);
        }
    }

    private static Vector128<float> Quarter(Vector512<float> x, int index)
    {
        Vector256<float> half = (index & 2) == 0 ? x.GetLower() : x.GetUpper();
        return (index & 1) == 0 ? half.GetLower() : half.GetUpper();
    }
}
