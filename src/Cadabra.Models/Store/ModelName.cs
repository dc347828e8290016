using System.Globalization;

namespace Cadabra.Models.Store;

/// <summary>Names of a store's models: the UTC second of writing, <c>20111209-125000</c>; the later ones of a second end in <c>-2</c>, <c>-3</c>, ….</summary>
internal static class ModelName
{
    private const string Format = "yyyyMMdd-HHmmss";

    /// <summary>The name of a second's model number 1, 2, 3, ….</summary>
    public static string For(DateTime created, int number)
    {
        string second = created.ToString(Format, CultureInfo.InvariantCulture);
        return number == 1 ? second : $"{second}-{number}";
    }

    /// <summary>The second that a name tells; null if it is not a name that a store gives.</summary>
    public static DateTime? TimeOf(string name)
    {
        ReadOnlySpan<char> second = name.AsSpan(0, Math.Min(name.Length, Format.Length));
        ReadOnlySpan<char> number = name.AsSpan(second.Length);
        bool isName = (number.IsEmpty || (number[0] == '-' && int.TryParse(number[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            & DateTime.TryParseExact(second, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time);
        return isName ? time : null;
    }
}
