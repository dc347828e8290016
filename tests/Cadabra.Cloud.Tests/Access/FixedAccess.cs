using Amazon.Runtime;
using Cadabra.Cloud.Access;

namespace Cadabra.Cloud.Tests.Access;

/// <summary>Credentials that never change.</summary>
internal sealed class FixedAccess(string? region = "us-east-1") : IAwsAccess
{
    public Task<ImmutableCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => Task.FromResult(new ImmutableCredentials("test", "test", null));

    public Task<string?> FindRegionAsync(bool askMachine, CancellationToken cancellationToken) => Task.FromResult(region);
}
