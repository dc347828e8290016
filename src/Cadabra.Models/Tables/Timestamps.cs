using System.Buffers;
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

    // No time: the day has far fewer nanoseconds.
    private static readonly Int96 Missing96 = new(-1, -1, int.MinValue);

    /// <summary>Microseconds of a time; null for an unknown one.</summary>
    public static long? ToMicros(DateTime? time) => time is { } known ? (known.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : null;

    /// <summary>Reads a column of times that may be missing.</summary>
    /// <param name="group">The row group.</param>
    /// <param name="name">Name of the column.</param>
    /// <param name="times">Where the times go, one for each row; <see cref="DateTime.MinValue"/> for a missing one.</param>
    public static void Read(TableGroup group, string name, Span<DateTime> times)
    {
        ColumnDescriptor column = group.Describe(name);
        if (column.PhysicalType == PhysicalType.Int96)
        {
            Read(group, name, Missing96, value => value.Equals(Missing96) ? DateTime.MinValue : ToTime(group, name, value), times);
            return;
        }

        using LogicalType type = column.LogicalType;
        (long ticks, long units) = type is TimestampLogicalType timestamp ? timestamp.TimeUnit switch
        {
            TimeUnit.Millis => (TimeSpan.TicksPerMillisecond, 1L),
            TimeUnit.Micros => (TimeSpan.TicksPerMicrosecond, 1L),
            TimeUnit.Nanos => (1L, TimeSpan.NanosecondsPerTick),
            _ => default,
        } : default;
        if (ticks == 0)
        {
            throw group.Part.Damaged($"its column '{name}' is of type {column.PhysicalType} {type}; expected a timestamp");
        }

        Read(group, name, long.MinValue, value => value == long.MinValue ? DateTime.MinValue : ToTime(group, name, value, ticks, units), times);
    }

    private static void Read<T>(TableGroup group, string name, T missing, Func<T, DateTime> convert, Span<DateTime> times)
        where T : unmanaged
    {
        T[] values = ArrayPool<T>.Shared.Rent(group.RowCount);
        group.Read(name, missing, values);
        for (int row = 0; row < times.Length; row++)
        {
            times[row] = convert(values[row]);
        }

        ArrayPool<T>.Shared.Return(values);
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
