using Cadabra.Models.Parquet;
using Cadabra.Models.Spark;
using Cadabra.Recommender.Data;
using ParquetSharp;

namespace Cadabra.Models.Tables;

/// <summary>Writes factors, rows × rank, as Spark ML saves them: <c>id: int, features: array&lt;float&gt;</c>. Ids without factors are left out.</summary>
internal static class FactorTable
{
    public const string Id = "id";
    public const string Features = "features";

    // A feature present in a present list; first of its row, or not.
    private const short PresentElement = 2;
    private const short FirstOfRow = 0;
    private const short NextInRow = 1;

    private const int RowsPerBatch = 256;

    private static readonly Dictionary<string, string> KeyValues = new()
    {
        ["org.apache.spark.version"] = SparkMetadata.SparkVersion,
        ["org.apache.spark.sql.parquet.row.metadata"] =
            """{"type":"struct","fields":[{"name":"id","type":"integer","nullable":false,"metadata":{}},{"name":"features","type":{"type":"array","elementType":"float","containsNull":false},"nullable":true,"metadata":{}}]}""",
    };

    public static void Write(Stream stream, FactorMatrix factors, CancellationToken cancellationToken)
    {
        using var table = new TableWriter(stream, Columns.Schema(Columns.Int32(Id), Columns.FloatArray(Features)), KeyValues, cancellationToken);
        foreach (int[] ids in Enumerable.Range(0, factors.RowCount).Where(factors.HasFactors).Chunk(TableWriter.RowsPerGroup))
        {
            table.WriteGroup(group =>
            {
                group.Write<int>(ids);
                WriteFeatures(group, ids, factors);
            });
        }

        table.Complete();
    }

    private static void WriteFeatures(RowGroupWriter group, ReadOnlySpan<int> ids, FactorMatrix factors)
    {
        int rank = factors.Rank;
        var values = new float[RowsPerBatch * rank];
        var definition = new short[values.Length];
        var repetition = new short[values.Length];
        definition.AsSpan().Fill(PresentElement);
        repetition.AsSpan().Fill(NextInRow);
        for (int row = 0; row < RowsPerBatch; row++)
        {
            repetition[row * rank] = FirstOfRow;
        }

        using var column = (ColumnWriter<float>)group.NextColumn();
        for (int start = 0; start < ids.Length; start += RowsPerBatch)
        {
            int rows = Math.Min(RowsPerBatch, ids.Length - start);
            for (int row = 0; row < rows; row++)
            {
                factors[ids[start + row]].CopyTo(values.AsSpan(row * rank));
            }

            int count = rows * rank;
            column.WriteBatch(count, definition.AsSpan(0, count), repetition.AsSpan(0, count), values.AsSpan(0, count));
        }
    }
}
