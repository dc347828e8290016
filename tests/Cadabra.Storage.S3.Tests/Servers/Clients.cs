using Amazon.Runtime;
using Amazon.S3;

namespace Cadabra.Storage.S3.Tests.Servers;

/// <summary>Clients that know no place but the one they are given.</summary>
internal static class Clients
{
    public static AmazonS3Client For(Uri endpoint, TimeSpan? timeout = null) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonS3Config
        {
            ServiceURL = endpoint.ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
        });
}
