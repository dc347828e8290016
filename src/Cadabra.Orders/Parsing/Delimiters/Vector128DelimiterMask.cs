using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cadabra.Orders.Parsing.Delimiters;

/// <summary>Compares 16 bytes at a time.</summary>
internal readonly struct Vector128DelimiterMask : IDelimiterMask
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ref readonly byte block) =>
        Part(in block, 0) | (Part(in block, 16) << 16) | (Part(in block, 32) << 32) | (Part(in block, 48) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Part(ref readonly byte block, nuint offset)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(in block, offset);
        Vector128<byte> found = Vector128.Equals(bytes, Vector128.Create((byte)','))
            | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\n'));
        return found.ExtractMostSignificantBits();
    }
}
