using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Amazon.Runtime;
using Cadabra.Cloud.Access;

namespace Cadabra.Cloud.Firehose;

/// <summary>
/// Amazon Data Firehose, as far as shipping needs it: PutRecordBatch over the JSON 1.1 protocol. It tries once; when to try again is for its caller to say.
/// Safe for concurrent use.
/// </summary>
public sealed class FirehoseClient : IDisposable
{
    private const string Service = "firehose";
    private const string Target = "Firehose_20150804.PutRecordBatch";

    // An answer names each of at most 500 records in a few hundred bytes.
    private const int MaxAnswerBytes = 4 << 20;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // So that an address that Amazon takes out of its DNS is left within minutes.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly MediaTypeHeaderValue Json = new("application/x-amz-json-1.1");

    private readonly string? _endpoint;
    private readonly IAwsAccess _access;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <param name="endpoint"><c>firehose.endpoint</c> of the configuration, host or URL; null for that of the environment or the region.</param>
    /// <param name="access">Credentials and region.</param>
    /// <param name="time">The clock of signatures and of the time limit of a call.</param>
    public FirehoseClient(string? endpoint, IAwsAccess access, TimeProvider time)
        : this(endpoint, access, time, CreateHandler())
    {
    }

    internal FirehoseClient(string? endpoint, IAwsAccess access, TimeProvider time, HttpMessageHandler handler)
    {
        _endpoint = endpoint;
        _access = access;
        _time = time;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerBytes };
    }

    /// <summary>Sends records to a delivery stream; at most 30 s.</summary>
    /// <param name="stream">Name of the delivery stream.</param>
    /// <param name="records">At most 500, each of at most 1,024,000 bytes and all together of at most 4 MiB.</param>
    /// <returns>The error of each record in order; null for one that was taken, which is then durable.</returns>
    /// <exception cref="FirehoseException">Firehose took none and said so, or gave an answer that makes no sense.</exception>
    /// <exception cref="AwsAccessException">Credentials, region or endpoint are missing or wrong.</exception>
    /// <exception cref="TimeoutException">There was no answer in time; it may have taken them.</exception>
    /// <exception cref="HttpRequestException">There was no connection, or it broke; it may have taken them.</exception>
    public async Task<IReadOnlyList<FirehoseError?>> PutRecordBatchAsync(string stream, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(CallTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await CallAsync(stream, records, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"There was no answer within {CallTimeout.TotalSeconds:0} s.", exception);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<FirehoseError?>> CallAsync(string stream, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken)
    {
        FirehoseEndpoint endpoint = await FirehoseEndpoint.ResolveAsync(_endpoint, Environment.GetEnvironmentVariable, _access, cancellationToken).ConfigureAwait(false);
        ImmutableCredentials credentials = await _access.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);

        // HTTP/1.1 has written or given up the body when the call ends, so that nobody reads the buffer after it has gone back.
        using BatchRequest batch = new(stream, records);
        using HttpRequestMessage request = new(HttpMethod.Post, endpoint.Address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(batch.Json.Array!, 0, batch.Json.Count) { Headers = { ContentType = Json } },
        };
        request.Headers.Add("X-Amz-Target", Target);
        RequestSigner.Sign(request, batch.Json, credentials, new SigningScope(endpoint.Region, Service), _time.GetUtcNow());

        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new FirehoseException(
                BatchAnswer.ReadError(body, response.Headers),
                response.StatusCode,
                BatchAnswer.ReadRetryAfter(response.Headers, _time.GetUtcNow()));
        }

        try
        {
            return BatchAnswer.ReadResults(body, records.Count);
        }
        catch (JsonException exception)
        {
            throw new FirehoseException(new FirehoseError("", exception.Message), response.StatusCode, innerException: exception);
        }
    }

    // A redirect would turn the POST into a GET, and carry a signature to another host.
    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
    };
}
