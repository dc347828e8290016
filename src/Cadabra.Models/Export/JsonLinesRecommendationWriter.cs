using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cadabra.Models.Export;

/// <summary>JSON Lines: one object a row, ended by LF, UTF-8.</summary>
internal sealed class JsonLinesRecommendationWriter : TextRecommendationWriter
{
    // Nothing here goes into a page, so letters need no escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;

    public JsonLinesRecommendationWriter(Stream stream, Catalog catalog)
        : base(stream, catalog) =>
        _json = new Utf8JsonWriter(Batch, Options);

    public override void Dispose()
    {
        _json.Dispose();
        base.Dispose();
    }

    protected override void Append(string customer, int rank, Product product, float score)
    {
        _json.Reset(Batch);
        _json.WriteStartObject();
        _json.WriteString("customer", customer);
        _json.WriteNumber("rank", rank);
        _json.WriteString("product", product.Code);
        _json.WriteString("description", product.Description);
        _json.WriteNumber("score", score);
        _json.WriteEndObject();
        _json.Flush();
        Batch.Write("\n"u8);
    }
}
