namespace Cadabra.Cloud.Access;

/// <summary>What a signature is good for.</summary>
/// <param name="Region">Name of the region, <c>eu-west-1</c>.</param>
/// <param name="Service">Name of the service, <c>firehose</c>.</param>
internal sealed record SigningScope(string Region, string Service);
