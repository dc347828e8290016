using System.Text.RegularExpressions;
using Cadabra.Cloud.Access;

namespace Cadabra.Cloud.Firehose;

/// <summary>Where calls go, and the region that they are signed for.</summary>
/// <param name="Address">Root of the service.</param>
/// <param name="Region">Name of the region, <c>eu-west-1</c>.</param>
internal sealed partial record FirehoseEndpoint(Uri Address, string Region)
{
    // Any region will do for signing where none is set and the endpoint is not Amazon's; this is the one such servers assume.
    private const string DefaultSigningRegion = "us-east-1";

    /// <summary>The endpoint of the configuration, else of the environment, else Amazon's own of the region.</summary>
    /// <param name="configured"><c>firehose.endpoint</c>, host or URL; null or empty if there is none.</param>
    /// <param name="environment">Value of an environment variable; null if it is not set.</param>
    /// <param name="access">Asked for the region, unless the endpoint's host names it.</param>
    /// <exception cref="AwsAccessException">The endpoint is no host or URL, or there is neither an endpoint nor a region.</exception>
    public static async Task<FirehoseEndpoint> ResolveAsync(string? configured, Func<string, string?> environment, IAwsAccess access, CancellationToken cancellationToken)
    {
        (string Key, string? Value)[] places =
        [
            ("firehose.endpoint", configured),
            ("AWS_ENDPOINT_URL_FIREHOSE", environment("AWS_ENDPOINT_URL_FIREHOSE")),
            ("AWS_ENDPOINT_URL", environment("AWS_ENDPOINT_URL")),
        ];
        foreach ((string key, string? value) in places)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                Uri address = Parse(key, value.Trim());

                // A host of Amazon's accepts signatures of its own region alone, whatever region is set here.
                string? named = HostOfRegion().Match(address.Host) is { Success: true } match ? match.Groups["region"].Value : null;
                return new FirehoseEndpoint(address, named ?? await access.FindRegionAsync(askMachine: false, cancellationToken).ConfigureAwait(false) ?? DefaultSigningRegion);
            }
        }

        if (await access.FindRegionAsync(askMachine: true, cancellationToken).ConfigureAwait(false) is not string region)
        {
            throw new AwsAccessException("no AWS region is set. Set AWS_REGION to the stream's region, or AWS_PROFILE to a profile that has one, or firehose.endpoint");
        }

        string domain = region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
        return new FirehoseEndpoint(new Uri($"https://firehose.{region}.{domain}/"), region);
    }

    private static Uri Parse(string key, string value)
    {
        string url = value.Contains("://", StringComparison.Ordinal) ? value : $"https://{value}";
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "https" or "http"
            ? new Uri(parsed.GetLeftPart(UriPartial.Authority))
            : throw new AwsAccessException($"{key} is '{value}', which is no host or URL. Write it as firehose.eu-west-1.amazonaws.com or http://127.0.0.1:5000");
    }

    // firehose.eu-west-1.amazonaws.com, firehose-fips.…, vpce-….firehose.eu-west-1.vpce.amazonaws.com, firehose.cn-north-1.amazonaws.com.cn
    [GeneratedRegex(@"(^|\.)firehose(-fips)?\.(?<region>[a-z0-9-]+)\.(vpce\.)?(amazonaws\.com(\.cn)?|api\.aws)$", RegexOptions.CultureInvariant)]
    private static partial Regex HostOfRegion();
}
