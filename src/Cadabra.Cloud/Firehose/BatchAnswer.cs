using System.Net.Http.Headers;
using System.Text.Json;

namespace Cadabra.Cloud.Firehose;

/// <summary>Reads what Firehose answers to PutRecordBatch.</summary>
internal static class BatchAnswer
{
    /// <summary>The error of each record in order, null for one that was taken.</summary>
    /// <param name="json">Body of an answer with status 200.</param>
    /// <param name="records">Number of records that were sent.</param>
    /// <exception cref="JsonException">It is no answer to that many records, so that nobody knows which were taken.</exception>
    public static FirehoseError?[] ReadResults(ReadOnlyMemory<byte> json, int records)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("RequestResponses", out JsonElement responses)
            || responses.ValueKind != JsonValueKind.Array
            || responses.GetArrayLength() != records)
        {
            throw new JsonException($"The answer does not speak of {records} records.");
        }

        FirehoseError?[] results = new FirehoseError?[records];
        int at = 0;
        foreach (JsonElement response in responses.EnumerateArray())
        {
            // Only a record with an id is known to be taken.
            if (Text(response, "RecordId") is null || Text(response, "ErrorCode") is not null)
            {
                results[at] = new FirehoseError(Text(response, "ErrorCode") ?? "", Text(response, "ErrorMessage") ?? "");
            }

            at++;
        }

        return results;
    }

    /// <summary>The error of an answer with another status, which may come from a proxy and be no JSON at all.</summary>
    public static FirehoseError ReadError(ReadOnlyMemory<byte> body, HttpResponseHeaders headers)
    {
        string? code = headers.TryGetValues("x-amzn-ErrorType", out IEnumerable<string>? types) ? types.First() : null;
        string? message = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            code ??= Text(document.RootElement, "__type");
            message = Text(document.RootElement, "message") ?? Text(document.RootElement, "Message");
        }
        catch (JsonException)
        {
        }

        return new FirehoseError(ShortCode(code ?? ""), message ?? "");
    }

    /// <summary>How long the answer asks to be left alone.</summary>
    public static TimeSpan? ReadRetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        TimeSpan? wait = headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - now);
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary><c>com.amazonaws.firehose#ResourceNotFoundException</c> and <c>ResourceNotFoundException:http://…</c> without what surrounds it.</summary>
    private static string ShortCode(string code)
    {
        string withoutUri = code.Split(':')[0];
        return withoutUri[(withoutUri.LastIndexOf('#') + 1)..];
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
