using Amazon.Runtime;

namespace Cadabra.Cloud.Access;

/// <summary>Who calls, and from which region. Safe for concurrent use.</summary>
public interface IAwsAccess
{
    /// <summary>Credentials that are valid now; asked for before every call, since a role's change every few hours.</summary>
    /// <exception cref="AwsAccessException">There are none.</exception>
    Task<ImmutableCredentials> GetCredentialsAsync(CancellationToken cancellationToken);

    /// <summary>Name of the region, <c>eu-west-1</c>; null if none is set.</summary>
    /// <param name="askMachine">Whether to ask the machine's metadata service too, which takes seconds where there is none.</param>
    Task<string?> FindRegionAsync(bool askMachine, CancellationToken cancellationToken);
}
