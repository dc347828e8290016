using System.Globalization;

namespace Cadabra.Lake.Layout;

/// <summary>One hour of a lake, by the UTC time at which its objects arrived. Partitions compare by time, and so do their prefixes as text.</summary>
public readonly record struct Partition : IComparable<Partition>
{
    private const string PrefixFormat = "'orders/year='yyyy'/month='MM'/day='dd'/hour='HH'/'";

    private readonly DateTime _start;

    private Partition(DateTime start)
    {
        _start = start;
    }

    /// <exception cref="ArgumentOutOfRangeException">There is no such hour.</exception>
    public Partition(int year, int month, int day, int hour)
    {
        _start = new DateTime(year, month, day, hour, 0, 0, DateTimeKind.Utc);
    }

    public int Year => _start.Year;

    public int Month => _start.Month;

    public int Day => _start.Day;

    public int Hour => _start.Hour;

    /// <summary>The folder of the partition in a lake: <c>orders/year=2011/month=11/day=11/hour=05/</c>.</summary>
    public string Prefix => _start.ToString(PrefixFormat, CultureInfo.InvariantCulture);

    public static bool operator <(Partition left, Partition right) => left.CompareTo(right) < 0;

    public static bool operator <=(Partition left, Partition right) => left.CompareTo(right) <= 0;

    public static bool operator >(Partition left, Partition right) => left.CompareTo(right) > 0;

    public static bool operator >=(Partition left, Partition right) => left.CompareTo(right) >= 0;

    /// <summary>The partition of what arrived at <paramref name="arrival"/>.</summary>
    public static Partition At(DateTimeOffset arrival)
    {
        DateTime utc = arrival.UtcDateTime;
        return new Partition(utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerHour)));
    }

    /// <summary>Reads back exactly what <see cref="Prefix"/> writes.</summary>
    public static bool TryParse(string? prefix, out Partition partition)
    {
        bool parsed = DateTime.TryParseExact(
            prefix, PrefixFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime start);
        partition = parsed ? new Partition(start) : default;
        return parsed;
    }

    public int CompareTo(Partition other) => _start.CompareTo(other._start);

    public override string ToString() => Prefix;
}
