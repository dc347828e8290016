using System.Runtime.CompilerServices;

namespace Cadabra.Orders.Parsing;

/// <summary>Reads a quantity: an optional sign and digits, within <see cref="int"/>.</summary>
internal static class QuantityField
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ReadOnlySpan<byte> field, out int quantity)
    {
        quantity = 0;
        int position = 0;
        bool negative = false;
        if (!field.IsEmpty && field[0] is (byte)'-' or (byte)'+')
        {
            negative = field[0] == '-';
            position = 1;
        }

        if (position == field.Length)
        {
            return false;
        }

        long magnitude = 0;
        for (; position < field.Length; position++)
        {
            uint digit = (uint)(field[position] - '0');
            magnitude = (magnitude * 10) + digit;
            if (digit > 9 || magnitude > -(long)int.MinValue)
            {
                return false;
            }
        }

        long value = negative ? -magnitude : magnitude;
        quantity = (int)value;
        return value == quantity;
    }
}
