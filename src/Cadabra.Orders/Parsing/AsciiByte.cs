using System.Runtime.CompilerServices;

namespace Cadabra.Orders.Parsing;

/// <summary>What order lines need to know about single bytes.</summary>
internal static class AsciiByte
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDigit(byte value) => (uint)(value - '0') <= 9;

    /// <summary>Space, tab, line feed, vertical tab, form feed and carriage return.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWhiteSpace(byte value) => value == ' ' || (uint)(value - '\t') <= '\r' - '\t';
}
