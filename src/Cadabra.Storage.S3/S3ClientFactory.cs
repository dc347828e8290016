using Amazon;
using Amazon.S3;

namespace Cadabra.Storage.S3;

/// <summary>
/// Makes a client from the surroundings, as every AWS tool does: credentials, region, endpoint, retry mode and number of attempts from environment
/// variables, a profile, or the role of the machine.
/// </summary>
internal static class S3ClientFactory
{
    // The SDK waits for an answer for weeks unless told otherwise. A part of an upload has this long to arrive: 8 MiB at 84 kB/s.
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // Any region will do for signing where no region is set and the endpoint is not Amazon's; this is the one such servers assume.
    private const string DefaultSigningRegion = "us-east-1";

    /// <param name="uri">What is to be opened, for the message.</param>
    /// <exception cref="BlobStoreException">No region is set.</exception>
    public static IAmazonS3 Create(S3Uri uri)
    {
        // Asked first: setting a service URL unsets the region, and setting a region the URL.
        AmazonS3Config config = new() { Timeout = AttemptTimeout, ConnectTimeout = ConnectTimeout };
        RegionEndpoint? region = config.RegionEndpoint;
        string? endpoint = config.ServiceURL;
        if (!string.IsNullOrEmpty(endpoint))
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region?.SystemName ?? DefaultSigningRegion;

            // Servers of one's own have no host name for each bucket.
            config.ForcePathStyle = true;
        }
        else if (region is null)
        {
            throw new BlobStoreException(
                $"No AWS region is set, so {uri} cannot be reached. Set AWS_REGION to the bucket's region, or AWS_PROFILE to a profile that has one; for a server other than Amazon's, set AWS_ENDPOINT_URL_S3.",
                isTransient: false);
        }

        return new AmazonS3Client(config);
    }
}
