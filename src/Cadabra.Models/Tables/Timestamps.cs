using Cadabra.Models.Parquet;
using ParquetSharp;

namespace Cadabra.Models.Tables;

/// <summary>
/// Local times as Parquet stores them. Written: microseconds since 1970-01-01, of no time zone. Read: also milliseconds and
/// nanoseconds, and INT96, which is what Spark writes unless told otherwise. No zone is ever applied: whoever writes a model keeps the shop's clock.
/// </summary>
internal static class Timestamps
{
    private const int JulianDayOfUnixEpoch = 2_440_588;
    private const long NanosecondsPerDay = 86_400_000_000_000;

    /// <summary>Microseconds of a time; null for an unknown one.</summary>
    public static long? ToMicros(DateTime? time) => time is { } known ? (known.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : null;

    /// <summary>Reads a column of times that may be missing.</summary>
    public static DateTime?[] Read(TableGroup group, string name)
    {
        ColumnDescriptor column = group.Describe(name);
        if (column.PhysicalType == PhysicalType.Int96)
        {
            return Array.ConvertAll(group.ReadOptional<Int96>(name), value => ToTime(group, name, Nanoseconds(value), TimeUnit.Nanos));
        }

        using LogicalType type = column.LogicalType;
        return type is TimestampLogicalType { TimeUnit: not TimeUnit.Unknown and TimeUnit unit }
            ? Array.ConvertAll(group.ReadOptional<long>(name), value => ToTime(group, name, value, unit))
            : throw group.Part.Damaged($"its column '{name}' is of type {column.PhysicalType} {type}; expected a timestamp");
    }

    // An INT96 holds the nanoseconds of the day in its first eight bytes, and the Julian day in the last four.
    private static Int128? Nanoseconds(Int96? value) =>
        value is { } known
            ? (((Int128)known.C - JulianDayOfUnixEpoch) * NanosecondsPerDay) + (((long)known.B << 32) | (uint)known.A)
            : null;

    private static DateTime? ToTime(TableGroup group, string name, Int128? value, TimeUnit unit)
    {
        if (value is not { } known)
        {
            return null;
        }

        Int128 ticks = DateTime.UnixEpoch.Ticks + unit switch
        {
            TimeUnit.Millis => known * TimeSpan.TicksPerMillisecond,
            TimeUnit.Micros => known * TimeSpan.TicksPerMicrosecond,
            _ => known / TimeSpan.NanosecondsPerTick,
        };
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks)
            : throw group.Part.Damaged($"its column '{name}' holds the time {known} {unit} since 1970, outside the years 1 to 9999");
    }
}
