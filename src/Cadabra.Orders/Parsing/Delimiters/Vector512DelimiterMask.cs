using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cadabra.Orders.Parsing.Delimiters;

/// <summary>Compares 64 bytes at a time.</summary>
internal readonly struct Vector512DelimiterMask : IDelimiterMask
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ref readonly byte block)
    {
        Vector512<byte> bytes = Vector512.LoadUnsafe(in block);
        Vector512<byte> found = Vector512.Equals(bytes, Vector512.Create((byte)','))
            | Vector512.Equals(bytes, Vector512.Create((byte)'"'))
            | Vector512.Equals(bytes, Vector512.Create((byte)'\n'));
        return found.ExtractMostSignificantBits();
    }
}
