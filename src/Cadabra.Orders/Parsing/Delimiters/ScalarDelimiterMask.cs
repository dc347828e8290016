using System.Runtime.CompilerServices;

namespace Cadabra.Orders.Parsing.Delimiters;

/// <summary>The plain definition, for every CPU: the reference that the vectorised masks are tested against.</summary>
internal readonly struct ScalarDelimiterMask : IDelimiterMask
{
    public static bool IsSupported => true;

    public static ulong Of(ref readonly byte block)
    {
        ulong mask = 0;
        for (int i = 0; i < DelimiterScan.BlockBytes; i++)
        {
            if (Unsafe.Add(ref Unsafe.AsRef(in block), i) is (byte)',' or (byte)'"' or (byte)'\n')
            {
                mask |= 1UL << i;
            }
        }

        return mask;
    }
}
