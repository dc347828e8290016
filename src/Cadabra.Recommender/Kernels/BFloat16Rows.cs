using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Cadabra.Recommender.Kernels;

/// <summary>
/// Rows of the upper halves of floats (bfloat16: 8 bits of significand, the exponents of single precision), 2 bytes a factor, rounded to nearest. Of two vectors that
/// follow each other the elements of equal lanes share 32 bits, the first vector's in the lower half, so that one load, a shift and a mask make both.
/// Example with vectors of 2: the row 1, 2, 3, 4 is stored as 1, 3, 2, 4.
/// </summary>
internal readonly struct BFloat16Rows<TLanes, TVector> : IRowFormat<TVector, ushort>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPair(ref ushort row, nint index, out TVector low, out TVector high) =>
        TLanes.Halves(TLanes.Load(ref Unsafe.As<ushort, float>(ref Unsafe.Add(ref row, index)), 0), out low, out high);

    public static TVector LoadLast(ref ushort row, nint index) => throw new UnreachableException("A stride of this format is a whole number of pairs.");

    public static int Stride(int rank) => BlockKernel.Stride((rank + 1) / 2) * 2;

    public static void Pack(ref float factors, nint stride, ref ushort row)
    {
        nint width = TLanes.Count;
        for (nint j = 0; j < stride; j += 2 * width)
        {
            for (nint lane = 0; lane < width; lane++)
            {
                Unsafe.Add(ref row, j + (2 * lane)) = Narrow(Unsafe.Add(ref factors, j + lane));
                Unsafe.Add(ref row, j + (2 * lane) + 1) = Narrow(Unsafe.Add(ref factors, j + width + lane));
            }
        }
    }

    /// <summary>Rounds to nearest, ties to even. A NaN stays one; what is above all bfloat16 becomes infinite and is reported as such by the loss.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ushort Narrow(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
