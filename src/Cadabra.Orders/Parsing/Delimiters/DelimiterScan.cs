using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cadabra.Orders.Parsing.Delimiters;

/// <summary>Finds where the commas, quotes and line feeds of a text are, in one pass and without a branch per byte.</summary>
internal static class DelimiterScan
{
    /// <summary>Bytes that are compared at a time, one for each bit of a mask.</summary>
    public const int BlockBytes = 64;

    /// <summary>Longest text that one scan takes: its positions fit <see cref="ushort"/>.</summary>
    public const int MaxTextBytes = 1 << 16;

    // Positions are written eight at a time, whether there are as many or not.
    private const int Stride = 8;

    /// <summary>Room that <see cref="Find"/> needs for the positions in a text of so many bytes.</summary>
    public static int RequiredPositions(int textBytes) => textBytes + Stride;

    /// <summary>Writes the ascending positions of all delimiters in <paramref name="text"/>, with the widest vectors this CPU is good at.</summary>
    /// <param name="text">At most <see cref="MaxTextBytes"/>.</param>
    /// <param name="positions">At least <see cref="RequiredPositions"/> long; what lies past the returned count is undefined.</param>
    /// <returns>The number of delimiters.</returns>
    public static int Find(ReadOnlySpan<byte> text, Span<ushort> positions) =>
        Vector512DelimiterMask.IsSupported ? Find<Vector512DelimiterMask>(text, positions)
        : Vector256DelimiterMask.IsSupported ? Find<Vector256DelimiterMask>(text, positions)
        : Vector128DelimiterMask.IsSupported ? Find<Vector128DelimiterMask>(text, positions)
        : Find<ScalarDelimiterMask>(text, positions);

    /// <summary><see cref="Find(ReadOnlySpan{byte}, Span{ushort})"/> with a chosen kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Find<TMask>(ReadOnlySpan<byte> text, Span<ushort> positions)
        where TMask : struct, IDelimiterMask
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MaxTextBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(positions.Length, RequiredPositions(text.Length));

        // Within these bounds every read stays in the text, and every write in the positions: before a block at b at most
        // b positions have been found, and the block finds at most 64 more or, at the end, as many as bytes are left.
        ref byte bytes = ref MemoryMarshal.GetReference(text);
        ref ushort next = ref MemoryMarshal.GetReference(positions);
        int count = 0;
        int block = 0;
        for (; block <= text.Length - BlockBytes; block += BlockBytes)
        {
            count += Write(TMask.Of(in Unsafe.Add(ref bytes, block)), block, ref Unsafe.Add(ref next, count));
        }

        if (block < text.Length)
        {
            Span<byte> last = stackalloc byte[BlockBytes];
            last.Clear();
            text[block..].CopyTo(last);
            count += Write(TMask.Of(in last[0]), block, ref Unsafe.Add(ref next, count));
        }

        return count;
    }

    /// <summary>
    /// Writes the positions of the set bits. A block of ordinary lines has fewer than eight, and writing always eight spares the
    /// branch that could not be predicted; the surplus is overwritten by the next block.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Write(ulong mask, int block, ref ushort next)
    {
        int count = BitOperations.PopCount(mask);
        int written = 0;
        do
        {
            for (int i = 0; i < Stride; i++)
            {
                Unsafe.Add(ref next, written + i) = (ushort)(block + BitOperations.TrailingZeroCount(mask));
                mask &= mask - 1;
            }

            written += Stride;
        }
        while (written < count);

        return count;
    }
}
