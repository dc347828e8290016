using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Cadabra.Cloud.Access;

/// <summary>Credentials and region as every AWS tool finds them: environment variables, a profile, a web identity, the role of the container or the machine.</summary>
public sealed class AwsSurroundings : IAwsAccess
{
    public async Task<ImmutableCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The SDK keeps what it found, and looks again when a credentials file changes or a role's credentials come to their end.
            AWSCredentials credentials = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        // Each provider of the chain throws types of its own, and all of them mean that nobody can sign.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new AwsAccessException(
                $"there are no AWS credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine a role. {exception.Message}",
                exception);
        }
    }

    public async Task<string?> FindRegionAsync(bool askMachine, CancellationToken cancellationToken)
    {
        // The SDK keeps a region that it found, and blocks while it looks.
        RegionEndpoint? region = await Task.Run(() => FallbackRegionFactory.GetRegionEndpoint(askMachine), cancellationToken)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return region?.SystemName;
    }
}
