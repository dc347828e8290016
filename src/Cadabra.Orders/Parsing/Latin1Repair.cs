using System.Buffers;
using System.Text;

namespace Cadabra.Orders.Parsing;

/// <summary>Makes valid UTF-8 of bytes that are not: each byte that is part of no valid sequence is read as Latin-1.</summary>
public static class Latin1Repair
{
    /// <summary>A Latin-1 character above <c>0x7F</c> takes two bytes in UTF-8.</summary>
    public const int MaxGrowth = 2;

    /// <summary>A copy of <paramref name="bytes"/> in which <c>0xA3</c> on its own has become <c>0xC2 0xA3</c>, and so on.</summary>
    public static byte[] ToUtf8(ReadOnlySpan<byte> bytes)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(bytes.Length * MaxGrowth);
        try
        {
            int written = ToUtf8(bytes, rented);
            return rented.AsSpan(0, written).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Writes such a copy to <paramref name="destination"/>, which has room for <see cref="MaxGrowth"/> times as many bytes and lies elsewhere.</summary>
    /// <returns>Bytes written.</returns>
    public static int ToUtf8(ReadOnlySpan<byte> bytes, Span<byte> destination)
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
