using System.Globalization;
using System.Runtime.CompilerServices;

namespace Cadabra.Orders.Parsing;

/// <summary>Reads a price: an optional sign and digits with at most one decimal point among them, within <see cref="decimal"/>.</summary>
internal static class UnitPriceField
{
    // As many digits as always fit 64 bits; a price with more takes the slow way through decimal's own parser.
    private const int MaxFastDigits = 18;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ReadOnlySpan<byte> field, out decimal price)
    {
        price = 0;
        int position = 0;
        bool negative = false;
        if (!field.IsEmpty && field[0] is (byte)'-' or (byte)'+')
        {
            negative = field[0] == '-';
            position = 1;
        }

        ulong mantissa = 0;
        int digits = 0;
        int pointAt = -1;
        for (; position < field.Length; position++)
        {
            uint digit = (uint)(field[position] - '0');
            if (digit <= 9)
            {
                // Wraps around past 18 digits, where the mantissa is not used.
                mantissa = (mantissa * 10) + digit;
                digits++;
            }
            else if (field[position] == '.' && pointAt < 0)
            {
                pointAt = digits;
            }
            else
            {
                return false;
            }
        }

        if (digits is 0 or > MaxFastDigits)
        {
            return digits > 0 && decimal.TryParse(
                field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out price);
        }

        int scale = pointAt < 0 ? 0 : digits - pointAt;
        price = new decimal((int)mantissa, (int)(mantissa >> 32), 0, negative, (byte)scale);
        return true;
    }
}
