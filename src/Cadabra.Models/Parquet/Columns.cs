using ParquetSharp;
using ParquetSharp.Schema;

namespace Cadabra.Models.Parquet;

/// <summary>Column types as Spark writes them.</summary>
internal static class Columns
{
    /// <summary>Name that Spark gives to the root of every schema.</summary>
    private const string Root = "spark_schema";

    public static GroupNode Schema(params Node[] columns) => new(Root, Repetition.Required, columns);

    public static PrimitiveNode Int32(string name) => Primitive(name, Repetition.Required, PhysicalType.Int32);

    public static PrimitiveNode Float(string name) => Primitive(name, Repetition.Required, PhysicalType.Float);

    public static PrimitiveNode OptionalDouble(string name) => Primitive(name, Repetition.Optional, PhysicalType.Double);

    public static PrimitiveNode Text(string name)
    {
        using LogicalType type = LogicalType.String();
        return new PrimitiveNode(name, Repetition.Required, type, PhysicalType.ByteArray);
    }

    /// <summary>A shop's local time: microseconds since 1970-01-01 00:00 of the same clock, of no time zone.</summary>
    public static PrimitiveNode OptionalTime(string name)
    {
        // The old annotation beside the new one is what parquet-java, and so Spark, writes too: Spark before 3.2 knows only that.
        using LogicalType type = LogicalType.Timestamp(isAdjustedToUtc: false, TimeUnit.Micros, forceSetConvertedType: true);
        return new PrimitiveNode(name, Repetition.Optional, type, PhysicalType.Int64);
    }

    /// <summary>An array of floats without nulls, in the three levels that Spark writes: <c>name (LIST) / list / element</c>.</summary>
    public static GroupNode FloatArray(string name)
    {
        using PrimitiveNode element = Primitive("element", Repetition.Required, PhysicalType.Float);
        using var list = new GroupNode("list", Repetition.Repeated, [element], null);
        using LogicalType type = LogicalType.List();
        return new GroupNode(name, Repetition.Optional, [list], type);
    }

    private static PrimitiveNode Primitive(string name, Repetition repetition, PhysicalType type)
    {
        using LogicalType none = LogicalType.None();
        return new PrimitiveNode(name, repetition, none, type);
    }
}
