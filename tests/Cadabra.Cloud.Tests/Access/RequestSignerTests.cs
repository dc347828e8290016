using System.Net.Http.Headers;
using System.Text;
using Amazon.Runtime;
using Cadabra.Cloud.Access;

namespace Cadabra.Cloud.Tests.Access;

/// <summary>
/// Against botocore 1.43: with botocore.auth.get_current_datetime returning 2026-01-02 03:04:05, the Authorization header that
/// SigV4Auth(Credentials(access key, secret key, token), "firehose", "eu-west-1").add_auth gives AWSRequest("POST", address, data=body,
/// headers={"Content-Type": …, "X-Amz-Target": …}).
/// </summary>
public sealed class RequestSignerTests
{
    private const string Body = """{"DeliveryStreamName":"orders","Records":[{"Data":"YQ0K"}]}""";

    [Theory]
    [InlineData("https://firehose.eu-west-1.amazonaws.com/", null, "content-type;host;x-amz-date;x-amz-target", "7039c71bb43307f0b173da4e4b1cddb8ca98015d2ef19667fb60f494dad4ba8e")]
    [InlineData("https://firehose.eu-west-1.amazonaws.com/", "TOKEN/with+signs==", "content-type;host;x-amz-date;x-amz-security-token;x-amz-target", "0b2b73c7b46cf1034d943ba8753d23f2484472e95e587ff291361d352fab7c2b")]
    [InlineData("http://127.0.0.1:5000/", null, "content-type;host;x-amz-date;x-amz-target", "2e87423e25df6cd2ff61b6c74ea0221a9532d3cbcbbea7093321f89264c96098")]
    public void Signature_is_that_of_botocore(string address, string? token, string signedHeaders, string signature)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address);
        request.Content = new StringContent(Body, Encoding.UTF8) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1") } };
        request.Headers.Add("X-Amz-Target", "Firehose_20150804.PutRecordBatch");
        ImmutableCredentials credentials = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token);

        RequestSigner.Sign(request, Encoding.UTF8.GetBytes(Body), credentials, new SigningScope("eu-west-1", "firehose"), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

        Assert.Equal(
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/eu-west-1/firehose/aws4_request, SignedHeaders={signedHeaders}, Signature={signature}",
            request.Headers.GetValues("Authorization").Single());
        Assert.Equal("20260102T030405Z", request.Headers.GetValues("X-Amz-Date").Single());
    }
}
