using System.Globalization;

namespace Cadabra.Lake.Inputs;

/// <summary>
/// The time that the partition folders in a path stand for, as UTC ticks, the end left out: an hour for <c>year=2011/month=11/day=11/hour=05</c>,
/// a month for <c>year=2011/month=11</c>. Folders between or below them change nothing, and <c>month=1</c> is <c>month=01</c>, so that
/// lakes of coarser partitions, or written by Spark, prune as well.
/// </summary>
internal readonly record struct PartitionSpan(long StartTicks, long EndTicks)
{
    private static readonly string[] Keys = ["year=", "month=", "day=", "hour="];

    /// <summary>The span of the partition folders in <paramref name="folder"/>, a path that ends in <c>/</c>; null if it goes through none.</summary>
    public static PartitionSpan? Of(ReadOnlySpan<char> folder)
    {
        Span<int> values = [1, 1, 1, 0];
        int depth = 0;
        foreach (Range range in folder.Split('/'))
        {
            ReadOnlySpan<char> segment = folder[range];
            if (TryParse(segment, Keys[0], out int year))
            {
                // A lake may lie inside a folder that is itself called year=...: the innermost one counts.
                (values[0], values[1], values[2], values[3], depth) = (year, 1, 1, 0, 1);
            }
            else if (depth is > 0 and < 4 && TryParse(segment, Keys[depth], out int value))
            {
                values[depth++] = value;
            }
        }

        return depth > 0 ? Of(values, depth) : null;
    }

    private static PartitionSpan? Of(ReadOnlySpan<int> values, int depth)
    {
        (int year, int month, int day, int hour) = (values[0], values[1], values[2], values[3]);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23)
        {
            return null;
        }

        long start = new DateTime(year, month, day, hour, 0, 0, DateTimeKind.Utc).Ticks;
        long length = depth switch
        {
            1 => (DateTime.IsLeapYear(year) ? 366 : 365) * TimeSpan.TicksPerDay,
            2 => DateTime.DaysInMonth(year, month) * TimeSpan.TicksPerDay,
            3 => TimeSpan.TicksPerDay,
            _ => TimeSpan.TicksPerHour,
        };
        return new PartitionSpan(start, start + length);
    }

    private static bool TryParse(ReadOnlySpan<char> segment, string key, out int value)
    {
        value = 0;
        return segment.StartsWith(key, StringComparison.Ordinal)
            && int.TryParse(segment[key.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
