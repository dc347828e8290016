using System.Text;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Cadabra.Models.Tests;

/// <summary>Prints a Parquet schema in the notation of parquet-java, which is what Spark users compare.</summary>
internal static class SchemaText
{
    public static string Of(byte[] file)
    {
        using var reader = new ParquetFileReader(new MemoryStream(file), leaveOpen: false);
        var text = new StringBuilder();
        GroupNode root = reader.FileMetaData.Schema.GroupNode;
        text.Append("message ").Append(root.Name).Append(" {\n");
        foreach (Node field in root.Fields)
        {
            Append(text, field, "  ");
        }

        return text.Append('}').ToString();
    }

    private static void Append(StringBuilder text, Node node, string indent)
    {
        text.Append(indent).Append(node.Repetition.ToString().ToLowerInvariant()).Append(' ');
        if (node is GroupNode group)
        {
            text.Append("group ").Append(node.Name).Append(Annotation(node)).Append(" {\n");
            foreach (Node field in group.Fields)
            {
                Append(text, field, indent + "  ");
            }

            text.Append(indent).Append("}\n");
        }
        else
        {
            text.Append(Physical(((PrimitiveNode)node).PhysicalType)).Append(' ').Append(node.Name).Append(Annotation(node)).Append(";\n");
        }
    }

    private static string Physical(PhysicalType type) => type == PhysicalType.ByteArray ? "binary" : type.ToString().ToLowerInvariant();

    private static string Annotation(Node node) => node.LogicalType switch
    {
        ListLogicalType => " (LIST)",
        StringLogicalType => " (STRING)",
        TimestampLogicalType time => $" (TIMESTAMP({time.TimeUnit.ToString().ToUpperInvariant()},{(time.IsAdjustedToUtc ? "true" : "false")}))",
        NoneLogicalType => "",
        var other => $" ({other})",
    };
}
