using System.Runtime.CompilerServices;

namespace Cadabra.Recommender.Kernels;

/// <summary>One float: the reference beside the vectors, and what runs where there are none.</summary>
internal readonly struct ScalarLanes : ILanes<float>
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(ref float start, nint index) => Unsafe.Add(ref start, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float value, ref float start, nint index) => Unsafe.Add(ref start, index) = value;

    public static float Broadcast(float value) => value;

    public static float Add(float x, float y) => x + y;

    public static float Multiply(float x, float y) => x * y;

    public static float Divide(float x, float y) => x / y;

    public static float Max(float x, float y) => MathF.Max(x, y);

    public static float SubtractProduct(float x, float y, float z) => z - (x * y);

    public static float MultiplyAdd(float x, float y, float z) => (x * y) + z;

    public static float Sum(float x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumEight(float x0, float x1, float x2, float x3, float x4, float x5, float x6, float x7, ref float sums)
    {
        sums = x0;
        Unsafe.Add(ref sums, 1) = x1;
        Unsafe.Add(ref sums, 2) = x2;
        Unsafe.Add(ref sums, 3) = x3;
        Unsafe.Add(ref sums, 4) = x4;
        Unsafe.Add(ref sums, 5) = x5;
        Unsafe.Add(ref sums, 6) = x6;
        Unsafe.Add(ref sums, 7) = x7;
    }

    public static void Halves(float pairs, out float low, out float high)
    {
        uint bits = BitConverter.SingleToUInt32Bits(pairs);
        low = BitConverter.UInt32BitsToSingle(bits << 16);
        high = BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000);
    }

    public static uint AtLeast(float x, float y) => x >= y ? 1u : 0;
}
