using System.Buffers;
using System.Text;

namespace Cadabra.Orders.Parsing;

/// <summary>Makes valid UTF-8 of bytes that are not: each byte that is part of no valid sequence is read as Latin-1.</summary>
internal static class Latin1Repair
{
    // A Latin-1 character above 0x7F takes two bytes in UTF-8.
    private const int MaxGrowth = 2;

    /// <summary>A copy of <paramref name="bytes"/> in which <c>0xA3</c> on its own has become <c>0xC2 0xA3</c>, and so on.</summary>
    public static byte[] ToUtf8(ReadOnlySpan<byte> bytes)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(bytes.Length * MaxGrowth);
        try
        {
            int written = Repair(bytes, rented);
            return rented.AsSpan(0, written).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Repair(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        int written = 0;
        while (!bytes.IsEmpty)
        {
            int ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            int copied = ascii < 0 ? bytes.Length : ascii;
            if (copied == 0)
            {
                bool valid = Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed) == OperationStatus.Done;
                copied = valid ? consumed : 1;
                written += (valid ? rune : new Rune(bytes[0])).EncodeToUtf8(destination[written..]);
            }
            else
            {
                bytes[..copied].CopyTo(destination[written..]);
                written += copied;
            }

            bytes = bytes[copied..];
        }

        return written;
    }
}
