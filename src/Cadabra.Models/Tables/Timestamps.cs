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

    /// <summary>Microseconds of a time; null for an unknown one.</summary>
    public static long? ToMicros(DateTime? time) => time is { } known ? (known.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : null;

    /// <summary>Reads a column of times that may be missing.</summary>
    public static DateTime?[] Read(TableGroup group, string name)
    {
        ColumnDescriptor column = group.Describe(name);
        if (column.PhysicalType == PhysicalType.Int96)
        {
            return Array.ConvertAll(group.ReadOptional<Int96>(name), value => value is { } known ? ToTime(group, name, known) : (DateTime?)null);
        }

        using LogicalType type = column.LogicalType;
        (long ticks, long units) = type is TimestampLogicalType timestamp ? timestamp.TimeUnit switch
        {
            TimeUnit.Millis => (TimeSpan.TicksPerMillisecond, 1L),
            TimeUnit.Micros => (TimeSpan.TicksPerMicrosecond, 1L),
            TimeUnit.Nanos => (1L, TimeSpan.NanosecondsPerTick),
            _ => default,
        } : default;
        return ticks > 0
            ? Array.ConvertAll(group.ReadOptional<long>(name), value => value is { } known ? ToTime(group, name, known, ticks, units) : (DateTime?)null)
            : throw group.Part.Damaged($"its column '{name}' is of type {column.PhysicalType} {type}; expected a timestamp");
    }

    // There are so many ticks in so many units.
    private static DateTime ToTime(TableGroup group, string name, long value, long ticks, long units)
    {
        long high = Math.BigMul(value, ticks, out long low);
        return high == low >> 63 ? ToTime(group, name, low / units) : throw OutOfRange(group, name);
    }

    // An INT96 holds the nanoseconds of the day in its first eight bytes, and the Julian day in the last four.
    private static DateTime ToTime(TableGroup group, string name, Int96 value)
    {
        long nanosecondsOfDay = ((long)value.B << 32) | (uint)value.A;
        return ToTime(group, name, ((value.C - (long)JulianDayOfUnixEpoch) * TimeSpan.TicksPerDay) + (nanosecondsOfDay / TimeSpan.NanosecondsPerTick));
    }

    private static DateTime ToTime(TableGroup group, string name, long ticksSince1970) =>
        ticksSince1970 >= -DateTime.UnixEpoch.Ticks && ticksSince1970 <= DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks
            ? new DateTime(DateTime.UnixEpoch.Ticks + ticksSince1970)
            : throw OutOfRange(group, name);

    private static ModelDamagedException OutOfRange(TableGroup group, string name) =>
        group.Part.Damaged($"its column '{name}' holds a time outside the years 1 to 9999");
}
