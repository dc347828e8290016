using ParquetSharp;
using ParquetSharp.Schema;

namespace Cadabra.Models.Tests.Tables;

/// <summary>Writes Parquet files column by column, the way other writers than ours lay them out.</summary>
internal static class TestTable
{
    public static byte[] Write(Compression compression, Node[] schema, params Action<RowGroupWriter>[] groups)
    {
        using var stream = new MemoryStream();
        using var builder = new WriterPropertiesBuilder();
        using WriterProperties properties = builder.Compression(compression).Build();
        using var root = new GroupNode("schema", Repetition.Required, schema);
        using (var file = new ParquetFileWriter(stream, root, properties, leaveOpen: true))
        {
            foreach (Action<RowGroupWriter> write in groups)
            {
                using RowGroupWriter group = file.AppendRowGroup();
                write(group);
            }

            file.Close();
        }

        return stream.ToArray();
    }

    public static byte[] Write(Node[] schema, params Action<RowGroupWriter>[] groups) => Write(Compression.Snappy, schema, groups);

    public static PrimitiveNode Column(string name, PhysicalType type, Repetition repetition = Repetition.Required, LogicalType? logical = null) =>
        new(name, repetition, logical ?? LogicalType.None(), type);

    /// <summary>Adds a column; a null makes it a missing value of an optional column.</summary>
    public static void Add<T>(RowGroupWriter group, params T?[] values)
        where T : unmanaged
    {
        using var column = (ColumnWriter<T>)group.NextColumn();
        T[] present = [.. values.Where(value => value is not null).Select(value => value!.Value)];
        short[] levels = [.. values.Select(value => value is null ? (short)0 : column.ColumnDescriptor.MaxDefinitionLevel)];
        column.WriteBatch(values.Length, column.ColumnDescriptor.MaxDefinitionLevel == 0 ? default : levels, default, present);
    }

    public static void AddText(RowGroupWriter group, params string?[] values)
    {
        using LogicalColumnWriter<string?> column = group.NextColumn().LogicalWriter<string?>();
        column.WriteBatch(values);
    }
}
