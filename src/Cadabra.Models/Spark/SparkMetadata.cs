using System.Text.Json;

namespace Cadabra.Models.Spark;

/// <summary>
/// <c>als/metadata/part-00000</c>: the one line of JSON that Spark ML's DefaultParamsWriter saves beside a model's data, and that
/// <c>ALSModel.load</c> reads class, uid, rank and parameters from.
/// </summary>
internal static class SparkMetadata
{
    /// <summary>The Spark version whose conventions the written files follow; the parameters named below exist since 3.0.</summary>
    public const string SparkVersion = "3.3.0";

    private const string ModelClass = "org.apache.spark.ml.recommendation.ALSModel";
    private const int BlockSize = 4096;

    /// <summary>Writes the line. Its columns are named as in <c>purchases/</c>, so that the loaded model transforms that table as it is.</summary>
    public static byte[] Write(int rank, DateTime created)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("class", ModelClass);
            json.WriteNumber("timestamp", new DateTimeOffset(created, TimeSpan.Zero).ToUnixTimeMilliseconds());
            json.WriteString("sparkVersion", SparkVersion);
            json.WriteString("uid", $"als_{Guid.NewGuid().ToString("N")[^12..]}");
            WriteParameters(json, "paramMap", "customer", "product");
            WriteParameters(json, "defaultParamMap", "user", "item");
            json.WriteNumber("rank", rank);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>Reads the rank.</summary>
    /// <exception cref="JsonException">The line is no JSON, or not that of an ALS model.</exception>
    public static int ReadRank(ReadOnlyMemory<byte> content)
    {
        int end = content.Span.IndexOf((byte)'\n');
        using JsonDocument line = JsonDocument.Parse(end < 0 ? content : content[..end]);
        if (line.RootElement.ValueKind != JsonValueKind.Object
            || !line.RootElement.TryGetProperty("class", out JsonElement type)
            || type.ValueKind != JsonValueKind.String
            || type.GetString() != ModelClass)
        {
            throw new JsonException($"it is not the metadata of {ModelClass}");
        }

        return line.RootElement.TryGetProperty("rank", out JsonElement element)
            && element.ValueKind == JsonValueKind.Number
            && element.TryGetInt32(out int rank)
            && rank > 0
            ? rank
            : throw new JsonException("it holds no rank above 0");
    }

    private static void WriteParameters(Utf8JsonWriter json, string name, string userColumn, string itemColumn)
    {
        json.WriteStartObject(name);
        json.WriteString("userCol", userColumn);
        json.WriteString("itemCol", itemColumn);
        json.WriteString("predictionCol", "prediction");
        json.WriteString("coldStartStrategy", "nan");
        json.WriteNumber("blockSize", BlockSize);
        json.WriteEndObject();
    }
}
