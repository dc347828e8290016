using Amazon.Runtime;
using Amazon.S3;

namespace Cadabra.Storage.S3.Tests.Servers;

/// <summary>Clients that know no place but the one they are given.</summary>
internal static class Clients
{
    /// <param name="endpoint">The place.</param>
    /// <param name="timeout">Of an attempt; 30 s if null.</param>
    /// <param name="retries">Attempts after the first; the SDK's own number if null.</param>
    public static AmazonS3Client For(Uri endpoint, TimeSpan? timeout = null, int? retries = null) => new(
        new BasicAWSCredentials("test", "test"),
        Config(endpoint, timeout ?? TimeSpan.FromSeconds(30), retries));

    private static AmazonS3Config Config(Uri endpoint, TimeSpan timeout, int? retries)
    {
        var config = new AmazonS3Config { ServiceURL = endpoint.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1", Timeout = timeout };
        if (retries is { } number)
        {
            config.MaxErrorRetry = number;
        }

        return config;
    }
}
