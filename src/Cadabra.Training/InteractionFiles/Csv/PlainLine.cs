using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>
/// Where the fields of a short line end that has three, none of them quoted or with a space: what almost every line of almost every file is.
/// All separators are found at once, and the line is not walked byte by byte. Other lines are left to <see cref="InteractionFields"/>.
/// </summary>
/// <param name="Customer">Length of the first field, which begins the line.</param>
/// <param name="Product">Place of the second comma.</param>
/// <param name="End">Place of the line feed.</param>
internal readonly record struct PlainLine(int Customer, int Product, int End)
{
    /// <summary>Bytes looked at: one for each bit of a mask.</summary>
    private const int Bytes = 64;

    /// <summary>Reads the first of some lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> lines, out PlainLine line)
    {
        line = default;
        if (!Vector256.IsHardwareAccelerated || lines.Length < Bytes)
        {
            return false;
        }

        var first = Vector256.Create(lines);
        var second = Vector256.Create(lines[Vector256<byte>.Count..]);
        ulong feeds = Places(first, second, (byte)'\n');
        ulong before = (feeds & (0 - feeds)) - 1;
        ulong commas = Places(first, second, (byte)',') & before;
        ulong special = (Places(first, second, (byte)'"') | Places(first, second, (byte)' ')) & before;
        ulong secondComma = commas & (commas - 1);
        if (feeds == 0 || special != 0 || secondComma == 0 || (secondComma & (secondComma - 1)) != 0)
        {
            return false;
        }

        line = new PlainLine(BitOperations.TrailingZeroCount(commas), BitOperations.TrailingZeroCount(secondComma), BitOperations.TrailingZeroCount(feeds));
        return line.Customer > 0 && line.Product > line.Customer + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Places(Vector256<byte> first, Vector256<byte> second, byte value)
    {
        var wanted = Vector256.Create(value);
        return Vector256.Equals(first, wanted).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(second, wanted).ExtractMostSignificantBits() << Vector256<byte>.Count);
    }
}
