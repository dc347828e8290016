using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;

namespace Cadabra.Cloud.Access;

/// <summary>
/// AWS Signature Version 4 for a POST to the root of a service without a query, which is all that the JSON protocols need.
/// Source: "Create a signed AWS API request" in the IAM User Guide.
/// </summary>
internal static class RequestSigner
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Adds <c>X-Amz-Date</c>, <c>X-Amz-Security-Token</c> for a session's credentials, and <c>Authorization</c>.</summary>
    /// <param name="request">Complete but for these; its content type and <c>X-Amz-*</c> headers are signed.</param>
    /// <param name="body">The bytes of its content.</param>
    /// <param name="scope">Region and service that the signature is good for.</param>
    public static void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body, ImmutableCredentials credentials, SigningScope scope, DateTimeOffset now)
    {
        string time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.Add("X-Amz-Date", time);
        if (credentials.UseToken)
        {
            request.Headers.Add("X-Amz-Security-Token", credentials.Token);
        }

        SortedDictionary<string, string> headers = SignedHeaders(request);
        string names = string.Join(';', headers.Keys);
        StringBuilder canonical = new("POST\n/\n\n");
        foreach ((string name, string value) in headers)
        {
            canonical.Append(name).Append(':').Append(value).Append('\n');
        }

        canonical.Append('\n').Append(names).Append('\n').Append(Hex(SHA256.HashData(body)));

        string date = time[..8];
        string credentialScope = $"{date}/{scope.Region}/{scope.Service}/aws4_request";
        string toSign = $"{Algorithm}\n{time}\n{credentialScope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))}";

        byte[] key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretKey);
        foreach (string step in (ReadOnlySpan<string>)[date, scope.Region, scope.Service, "aws4_request"])
        {
            key = Keyed(key, step);
        }

        // Without validation, since the value of this header is not the token and parameters that .NET would expect.
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{Algorithm} Credential={credentials.AccessKey}/{credentialScope}, SignedHeaders={names}, Signature={Hex(Keyed(key, toSign))}");
    }

    private static SortedDictionary<string, string> SignedHeaders(HttpRequestMessage request)
    {
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal)
        {
            ["content-type"] = request.Content!.Headers.ContentType!.ToString(),

            // As HTTP sends it: with the port unless it is the scheme's own.
            ["host"] = request.RequestUri!.Authority,
        };
        foreach ((string name, IEnumerable<string> values) in request.Headers)
        {
            if (name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))
            {
                headers[name.ToLowerInvariant()] = string.Join(',', values);
            }
        }

        return headers;
    }

    private static byte[] Keyed(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
