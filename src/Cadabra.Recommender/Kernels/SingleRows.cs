using System.Runtime.CompilerServices;

namespace Cadabra.Recommender.Kernels;

/// <summary>Rows as they are: 4 bytes a factor.</summary>
internal readonly struct SingleRows<TLanes, TVector> : IRowFormat<TVector, float>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPair(ref float row, nint index, out TVector low, out TVector high)
    {
        low = TLanes.Load(ref row, index);
        high = TLanes.Load(ref row, index + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LoadLast(ref float row, nint index) => TLanes.Load(ref row, index);

    public static int Stride(int rank) => BlockKernel.Stride(rank);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pack(ref float factors, nint stride, ref float row)
    {
        for (nint j = 0; j < stride; j += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref factors, j), ref row, j);
        }
    }
}
