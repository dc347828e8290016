using Amazon.Runtime;
using Amazon.S3;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage.S3;

namespace Cadabra.Cloud.Tests.Sinks;

public sealed class S3LakeTests(MotoServer server) : SinkContract
{
    // Nobody listens on port 1, and nothing goes past this machine.
    private static readonly Uri Nowhere = new("http://127.0.0.1:1");

    private S3BlobContainer? _lake;

    protected override async Task<IShippingSink> OpenAsync()
    {
        _lake = new S3BlobContainer(Client(server.Endpoint), $"s3://{await server.CreateBucketAsync()}/lake");
        return new LakeSink(_lake, FlowCompression.Gzip);
    }

    protected override Task<IShippingSink> OpenUnreachableAsync() =>
        Task.FromResult<IShippingSink>(new LakeSink(new S3BlobContainer(Client(Nowhere), "s3://bucket/lake"), FlowCompression.Gzip));

    protected override Task<byte[]> ReadAsync(CancellationToken cancellationToken) => LakeContents.ReadAsync(_lake!, cancellationToken);

    private static AmazonS3Client Client(Uri endpoint) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonS3Config { ServiceURL = endpoint.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
}
