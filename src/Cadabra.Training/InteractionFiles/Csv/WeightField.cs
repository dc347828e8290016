using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>Reads a weight. Short decimals, which most weights are, take a path of their own: it is several times quicker.</summary>
internal static class WeightField
{
    // Whole numbers below 2^24 and these powers of ten are exact as floats, so that their quotient is the float nearest to the decimal.
    private const int ExactBelow = 1 << 24;
    private const int MaxLength = 8;

    private static ReadOnlySpan<float> PowersOfTen => [1, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f];

    /// <summary>False for anything but a finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ReadOnlySpan<byte> text, out float weight) =>
        TryParseShort(text, out weight)
        || (Utf8Parser.TryParse(text, out weight, out int length) && length == text.Length && float.IsFinite(weight));

    /// <summary>Whether a text is a number, NaN and infinity included.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text) =>
        float.TryParse(text, CultureInfo.InvariantCulture, out _) || Ascii.EqualsIgnoreCase(text, "inf"u8);

    /// <summary>Reads a few digits, with a point behind the first or later or with none; false also for numbers written otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryParseShort(ReadOnlySpan<byte> text, out float weight)
    {
        weight = 0;
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        int digits = 0;
        int point = -1;
        for (int place = 0; place < text.Length; place++)
        {
            uint digit = (uint)(text[place] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + (int)digit;
            }
            else if (text[place] == '.' && point < 0 && place > 0)
            {
                point = place;
            }
            else
            {
                return false;
            }
        }

        weight = digits / PowersOfTen[point < 0 ? 0 : text.Length - point - 1];
        return digits < ExactBelow;
    }
}
