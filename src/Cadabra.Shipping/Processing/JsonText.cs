using System.Buffers;
using System.Buffers.Text;

namespace Cadabra.Shipping.Processing;

/// <summary>Writes UTF-8 as the inside of a JSON string (RFC 8259, section 7). Only what has to be escaped is, so that text stays readable.</summary>
internal static class JsonText
{
    /// <summary>Bytes that one byte becomes at most: <c>\u001f</c>.</summary>
    public const int MaxGrowth = 6;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    /// <summary>Writes <paramref name="text"/> to <paramref name="destination"/>, which has room for <see cref="MaxGrowth"/> times its bytes.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        while (true)
        {
            int plain = text.IndexOfAny(Escaped);
            if (plain < 0)
            {
                text.CopyTo(destination[written..]);
                return written + text.Length;
            }

            text[..plain].CopyTo(destination[written..]);
            written += plain;
            written += WriteEscape(text[plain], destination[written..]);
            text = text[(plain + 1)..];
        }
    }

    private static int WriteEscape(byte character, Span<byte> destination)
    {
        byte letter = character switch
        {
            (byte)'"' or (byte)'\\' => character,
            (byte)'\t' => (byte)'t',
            (byte)'\r' => (byte)'r',
            (byte)'\n' => (byte)'n',
            _ => 0,
        };
        if (letter != 0)
        {
            destination[0] = (byte)'\\';
            destination[1] = letter;
            return 2;
        }

        "\\u00"u8.CopyTo(destination);
        Utf8Formatter.TryFormat(character, destination[4..], out int digits, new StandardFormat('x', 2));
        return 4 + digits;
    }
}
