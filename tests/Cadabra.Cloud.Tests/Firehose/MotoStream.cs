using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using Amazon.Runtime;
using Cadabra.Cloud.Access;

namespace Cadabra.Cloud.Tests.Firehose;

/// <summary>A delivery stream of moto, whose destination is a bucket of its S3.</summary>
internal sealed class MotoStream : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _endpoint;
    private readonly string _bucket;

    private MotoStream(Uri endpoint, string bucket)
    {
        _endpoint = endpoint;
        _bucket = bucket;
        Name = $"orders-{Guid.NewGuid():N}";
    }

    public string Name { get; }

    public static async Task<MotoStream> CreateAsync(MotoServer server, CancellationToken cancellationToken)
    {
        MotoStream stream = new(server.Endpoint, await server.CreateBucketAsync());
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            DeliveryStreamName = stream.Name,
            ExtendedS3DestinationConfiguration = new
            {
                RoleARN = "arn:aws:iam::123456789012:role/firehose",
                BucketARN = $"arn:aws:s3:::{stream._bucket}",
                Prefix = "orders/",
            },
        });
        using HttpRequestMessage request = new(HttpMethod.Post, server.Endpoint);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1") } };
        request.Headers.Add("X-Amz-Target", "Firehose_20150804.CreateDeliveryStream");
        RequestSigner.Sign(request, body, new ImmutableCredentials("test", "test", null), new SigningScope("us-east-1", "firehose"), TimeProvider.System.GetUtcNow());
        using HttpResponseMessage response = await stream._http.SendAsync(request, cancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        return stream;
    }

    /// <summary>Every object of the bucket, one after the other.</summary>
    public async Task<byte[]> ReadAllAsync(CancellationToken cancellationToken)
    {
        // moto gives private objects to anyone who claims to be somebody.
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0");
        var listing = XDocument.Parse(await _http.GetStringAsync(new Uri(_endpoint, $"{_bucket}?list-type=2"), cancellationToken));
        List<byte> content = [];
        foreach (XElement key in listing.Descendants().Where(element => element.Name.LocalName == "Key"))
        {
            content.AddRange(await _http.GetByteArrayAsync(new Uri(_endpoint, $"{_bucket}/{key.Value}"), cancellationToken));
        }

        return [.. content];
    }

    public void Dispose() => _http.Dispose();
}
