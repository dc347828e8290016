using System.Buffers.Text;

namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>Reads a weight. Short decimals, which most weights are, take a path of their own: it is several times quicker.</summary>
internal static class WeightField
{
    // Digits and powers of ten up to here are exact as floats, so that their quotient is the float nearest to the decimal.
    private const int ExactDigits = 7;

    private static ReadOnlySpan<float> PowersOfTen => [1, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f];

    /// <summary>False for anything but a finite number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out float weight) =>
        TryParseShort(text, out weight)
        || (Utf8Parser.TryParse(text, out weight, out int length) && length == text.Length && float.IsFinite(weight));

    /// <summary>Whether a text is a number, NaN and infinity included.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text) =>
        float.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) || System.Text.Ascii.EqualsIgnoreCase(text, "inf"u8);

    /// <summary>Reads up to seven digits with a point between them or none; false also for numbers written otherwise.</summary>
    private static bool TryParseShort(ReadOnlySpan<byte> text, out float weight)
    {
        weight = 0;
        if (text.Length is 0 or > ExactDigits + 1)
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

        int decimals = point < 0 ? 0 : text.Length - point - 1;
        if (digits >= 1 << 24 || decimals > ExactDigits)
        {
            return false;
        }

        weight = digits / PowersOfTen[decimals];
        return true;
    }
}
