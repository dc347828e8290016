using System.Runtime.CompilerServices;

namespace Cadabra.Orders.Parsing;

/// <summary>Reads a date: <c>yyyy-MM-dd HH:mm</c>, <c>yyyy-MM-dd HH:mm:ss</c> or <c>M/d/yyyy H:mm</c>, as it stands in the calendar.</summary>
internal static class InvoiceDateField
{
    private const int DateLength = 10;
    private const int MinuteLength = 16;
    private const int SecondLength = 19;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ReadOnlySpan<byte> field, out DateTime date)
    {
        return field.Length >= MinuteLength && field[4] == '-'
            ? TryParseYearFirst(field, out date)
            : TryParseMonthFirst(field, out date);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryParseYearFirst(ReadOnlySpan<byte> field, out DateTime date)
    {
        uint second = 0;
        if (field.Length == SecondLength && field[MinuteLength] == ':')
        {
            second = TwoDigits(field, 17);
        }
        else if (field.Length != MinuteLength)
        {
            date = default;
            return false;
        }

        uint century = TwoDigits(field, 0);
        uint yearOfCentury = TwoDigits(field, 2);
        bool shaped = field[7] == '-' && field[DateLength] == ' ' && field[13] == ':' && century <= 99 && yearOfCentury <= 99;
        uint year = shaped ? (century * 100) + yearOfCentury : 0;
        return TryCreate(year, TwoDigits(field, 5), TwoDigits(field, 8), TwoDigits(field, 11), TwoDigits(field, 14), second, out date);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryParseMonthFirst(ReadOnlySpan<byte> field, out DateTime date)
    {
        date = default;
        int position = 0;
        return TryReadNumber(field, ref position, 1, 2, out uint month)
            && TryReadByte(field, ref position, (byte)'/')
            && TryReadNumber(field, ref position, 1, 2, out uint day)
            && TryReadByte(field, ref position, (byte)'/')
            && TryReadNumber(field, ref position, 4, 4, out uint year)
            && TryReadByte(field, ref position, (byte)' ')
            && TryReadNumber(field, ref position, 1, 2, out uint hour)
            && TryReadByte(field, ref position, (byte)':')
            && TryReadNumber(field, ref position, 2, 2, out uint minute)
            && position == field.Length
            && TryCreate(year, month, day, hour, minute, 0, out date);
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> field, ref int position, int minDigits, int maxDigits, out uint number)
    {
        number = 0;
        int digits = 0;
        while (digits < maxDigits && position < field.Length && AsciiByte.IsDigit(field[position]))
        {
            number = (number * 10) + (uint)(field[position] - '0');
            position++;
            digits++;
        }

        return digits >= minDigits;
    }

    private static bool TryReadByte(ReadOnlySpan<byte> field, ref int position, byte expected)
    {
        bool found = position < field.Length && field[position] == expected;
        position++;
        return found;
    }

    /// <summary>The number in two digits, or something above 99 where they are not digits, which is no valid part of a date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint TwoDigits(ReadOnlySpan<byte> field, int position)
    {
        uint tens = (uint)(field[position] - '0');
        uint ones = (uint)(field[position + 1] - '0');
        return tens <= 9 && ones <= 9 ? (tens * 10) + ones : uint.MaxValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryCreate(uint year, uint month, uint day, uint hour, uint minute, uint second, out DateTime date)
    {
        date = default;
        if (year is < 1 or > 9999
            || month is < 1 or > 12
            || day < 1 || day > (uint)DateTime.DaysInMonth((int)year, (int)month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        date = new DateTime((int)year, (int)month, (int)day, (int)hour, (int)minute, (int)second, DateTimeKind.Unspecified);
        return true;
    }
}
