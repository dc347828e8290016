using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cadabra.Orders.Parsing.Delimiters;

/// <summary>Compares 32 bytes at a time.</summary>
internal readonly struct Vector256DelimiterMask : IDelimiterMask
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ref readonly byte block) => Part(in block, 0) | (Part(in block, 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Part(ref readonly byte block, nuint offset)
    {
        Vector256<byte> bytes = Vector256.LoadUnsafe(in block, offset);
        Vector256<byte> found = Vector256.Equals(bytes, Vector256.Create((byte)','))
            | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\n'));
        return found.ExtractMostSignificantBits();
    }
}
