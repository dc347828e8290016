using System.Numerics;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Cadabra.Models.Tests.Tables;

/// <summary>Factor files in the variants that Spark versions and other writers produce.</summary>
internal static class FactorRows
{
    /// <summary>The three-level list of today: <c>features (LIST) { repeated list { element } }</c>, with any names and repetitions.</summary>
    public static Node[] Schema<T>(Repetition id = Repetition.Required, Repetition list = Repetition.Optional, Repetition element = Repetition.Required, string middle = "list", string name = "element") =>
    [
        TestTable.Column("id", PhysicalType.Int32, id),
        new GroupNode("features", list, [new GroupNode(middle, Repetition.Repeated, [TestTable.Column(name, Physical<T>(), element)], null)], LogicalType.List()),
    ];

    /// <summary>The two-level list of Spark's legacy format: <c>features (LIST) { repeated array }</c>.</summary>
    public static Node[] LegacySchema<T>() =>
    [
        TestTable.Column("id", PhysicalType.Int32),
        new GroupNode("features", Repetition.Optional, [TestTable.Column("array", Physical<T>(), Repetition.Repeated)], LogicalType.List()),
    ];

    /// <summary>Adds both columns. A null id is missing; null features are a null list, an empty one an empty list, a null element a null.</summary>
    public static void Add<T>(RowGroupWriter group, params (int? Id, T?[]? Features)[] rows)
        where T : unmanaged, INumber<T>
    {
        TestTable.Add(group, [.. rows.Select(row => row.Id)]);
        using var column = (ColumnWriter<T>)group.NextColumn();
        short present = column.ColumnDescriptor.MaxDefinitionLevel;
        var definition = new List<short>();
        var repetition = new List<short>();
        var values = new List<T>();
        foreach ((_, T?[]? features) in rows)
        {
            if (features is null or [])
            {
                definition.Add((short)(features is null ? 0 : 1));
                repetition.Add(0);
                continue;
            }

            for (int factor = 0; factor < features.Length; factor++)
            {
                repetition.Add((short)(factor == 0 ? 0 : 1));
                definition.Add((short)(features[factor] is null ? present - 1 : present));
                if (features[factor] is { } value)
                {
                    values.Add(value);
                }
            }
        }

        column.WriteBatch(definition.Count, [.. definition], [.. repetition], [.. values]);
    }

    private static PhysicalType Physical<T>() => typeof(T) == typeof(double) ? PhysicalType.Double : PhysicalType.Float;
}
