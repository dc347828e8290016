using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Cadabra.Cloud.Tests.Firehose;

/// <summary>A delivery stream in memory that obeys the API reference to the letter, and fails as it is told.</summary>
internal sealed class StrictFirehose : HttpMessageHandler
{
    /// <summary>How each call in turn answers; those after the last take everything.</summary>
    public Queue<Func<IReadOnlyList<byte[]>, HttpResponseMessage>> Script { get; } = new();

    /// <summary>Data of every record taken, in the order of arrival.</summary>
    public List<byte[]> Taken { get; } = [];

    /// <summary>Records of each call that kept the rules.</summary>
    public List<int> Calls { get; } = [];

    /// <summary>Unless null: the next call is taken, this is done, and no answer ever comes.</summary>
    public Action? InsteadOfAnswer { get; set; }

    /// <summary>The lines, as an object of the bucket behind the stream would hold them.</summary>
    public byte[] Content => [.. Taken.SelectMany(record => record)];

    /// <summary>Takes the records and answers as if not.</summary>
    public HttpResponseMessage TakeAndBreak(IReadOnlyList<byte[]> records, Exception exception)
    {
        Taken.AddRange(records);
        throw exception;
    }

    /// <summary>Takes all records but those at the given places.</summary>
    public HttpResponseMessage TakeAllBut(IReadOnlyList<byte[]> records, string errorCode, params int[] failed)
    {
        Taken.AddRange(records.Where((_, i) => !failed.Contains(i)));
        IEnumerable<string> answers = records.Select((_, i) => failed.Contains(i)
            ? $$"""{"ErrorCode":"{{errorCode}}","ErrorMessage":"told to fail"}"""
            : string.Create(CultureInfo.InvariantCulture, $$"""{"RecordId":"record-{{i}}"}"""));
        return Answer(HttpStatusCode.OK, $$"""{"FailedPutCount":{{failed.Length}},"Encrypted":false,"RequestResponses":[{{string.Join(',', answers)}}]}""");
    }

    public static HttpResponseMessage Error(HttpStatusCode status, string code, string message = "told to fail") =>
        Answer(status, $$"""{"__type":"com.amazonaws.firehose#{{code}}","message":"{{message}}"}""");

    public static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("https://firehose.us-east-1.amazonaws.com/", request.RequestUri!.ToString());
        Assert.Equal("application/x-amz-json-1.1", request.Content!.Headers.ContentType!.ToString());
        Assert.Equal("Firehose_20150804.PutRecordBatch", request.Headers.GetValues("X-Amz-Target").Single());
        Assert.Matches("^AWS4-HMAC-SHA256 Credential=test/[0-9]{8}/us-east-1/firehose/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[0-9a-f]{64}$", request.Headers.GetValues("Authorization").Single());

        using var body = JsonDocument.Parse(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        Assert.Equal("orders", body.RootElement.GetProperty("DeliveryStreamName").GetString());
        List<byte[]> records = [.. body.RootElement.GetProperty("Records").EnumerateArray().Select(record => record.GetProperty("Data").GetBytesFromBase64())];
        Assert.InRange(records.Count, 1, 500);
        Assert.All(records, record => Assert.InRange(record.Length, 1, 1_024_000));
        Assert.InRange(records.Sum(record => record.Length), 1, 4 << 20);
        Calls.Add(records.Count);

        if (InsteadOfAnswer is { } act)
        {
            InsteadOfAnswer = null;
            Taken.AddRange(records);
            act();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return Script.TryDequeue(out Func<IReadOnlyList<byte[]>, HttpResponseMessage>? answer) ? answer(records) : TakeAllBut(records, "");
    }
}
