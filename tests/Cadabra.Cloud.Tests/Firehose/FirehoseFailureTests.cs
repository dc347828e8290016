using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;
using Cadabra.Cloud.Access;
using Cadabra.Cloud.Firehose;
using Cadabra.Cloud.Tests.Access;
using Cadabra.Shipping.Sinks;

namespace Cadabra.Cloud.Tests.Firehose;

public sealed class FirehoseFailureTests
{
    [Theory]
    [InlineData(400, "ThrottlingException")]
    [InlineData(400, "LimitExceededException")]
    [InlineData(503, "ServiceUnavailableException")]
    [InlineData(500, "InternalFailure")]
    [InlineData(500, "SomethingNew")]
    [InlineData(429, "SomethingNew")]
    public async Task Error_that_passes_is_transient(int status, string code) =>
        await FailAsync<TransientSinkException>(() => StrictFirehose.Error((HttpStatusCode)status, code));

    [Theory]
    [InlineData(400, "ResourceNotFoundException", "no delivery stream 'orders'")]
    [InlineData(400, "AccessDeniedException", "firehose:PutRecordBatch")]
    [InlineData(400, "AccessDeniedException", "deliverystream/orders")]
    [InlineData(400, "UnrecognizedClientException", "AWS_ACCESS_KEY_ID")]
    [InlineData(400, "ExpiredTokenException", "Renew")]
    [InlineData(400, "InvalidSignatureException", "clock")]
    [InlineData(400, "InvalidKMSResourceException", "KMS key")]
    [InlineData(400, "InvalidArgumentException", "told to fail")]
    public async Task Error_for_a_person_is_permanent_and_says_what_to_do(int status, string code, string advice)
    {
        PermanentSinkException exception = await FailAsync<PermanentSinkException>(() => StrictFirehose.Error((HttpStatusCode)status, code));

        Assert.Contains("firehose:orders", exception.Message, StringComparison.Ordinal);
        Assert.Contains(advice, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("InvalidKMSResourceException")]
    public async Task Permanent_error_of_one_record_is_told_before_passing_ones(string code)
    {
        using StrictFirehose firehose = new();
        firehose.Script.Enqueue(_ => StrictFirehose.Answer(
            HttpStatusCode.OK,
            $$"""{"FailedPutCount":3,"RequestResponses":[{"ErrorCode":"InternalFailure"},{"ErrorCode":"{{code}}"},{"ErrorCode":"InternalFailure"}]}"""));

        await Assert.ThrowsAsync<PermanentSinkException>(() => SendAsync(firehose, new FixedAccess()));
    }

    [Fact]
    public async Task Error_whose_type_is_in_a_header_is_known_too()
    {
        HttpResponseMessage response = StrictFirehose.Answer(HttpStatusCode.Forbidden, """{"Message":"not you"}""");
        response.Headers.Add("x-amzn-ErrorType", "AccessDeniedException:http://internal.amazon.com/coral/com.amazon.coral.service/");

        PermanentSinkException exception = await FailAsync<PermanentSinkException>(() => response);

        Assert.Contains("firehose:PutRecordBatch", exception.Message, StringComparison.Ordinal);
        Assert.Contains("not you", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_that_the_service_asks_for_is_passed_on()
    {
        HttpResponseMessage response = StrictFirehose.Answer(HttpStatusCode.ServiceUnavailable, "<html>busy</html>");
        response.Headers.Add("Retry-After", "7");

        Assert.Equal(TimeSpan.FromSeconds(7), (await FailAsync<TransientSinkException>(() => response)).RetryAfter);
    }

    [Fact]
    public async Task Redirect_is_permanent_and_not_followed() =>
        Assert.Contains("firehose.endpoint", (await FailAsync<PermanentSinkException>(() => new HttpResponseMessage(HttpStatusCode.Found))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Refused_connection_is_transient_and_names_the_settings()
    {
        HttpRequestException refused = new("refused", new SocketException((int)SocketError.ConnectionRefused));

        Assert.Contains("AWS_REGION", (await FailAsync<TransientSinkException>(() => throw refused)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_that_is_not_accepted_is_permanent() =>
        await FailAsync<PermanentSinkException>(() => throw new HttpRequestException("no TLS", new AuthenticationException("not trusted")));

    [Fact]
    public async Task Missing_credentials_are_permanent()
    {
        using StrictFirehose firehose = new();

        PermanentSinkException exception = await Assert.ThrowsAsync<PermanentSinkException>(() => SendAsync(firehose, new NoAccess()));

        Assert.Contains("no credentials here", exception.Message, StringComparison.Ordinal);
        Assert.Empty(firehose.Calls);
    }

    private static async Task<T> FailAsync<T>(Func<HttpResponseMessage> answer)
        where T : Exception
    {
        using StrictFirehose firehose = new();
        firehose.Script.Enqueue(_ => answer());
        return await Assert.ThrowsAsync<T>(() => SendAsync(firehose, new FixedAccess()));
    }

    private static async Task SendAsync(StrictFirehose firehose, IAwsAccess access)
    {
        using FirehoseClient client = new("firehose.us-east-1.amazonaws.com", access, TimeProvider.System, firehose);
        await new FirehoseSink(Parcels.Flow(), client).Begin(Parcels.OfLines(600_000, 600_000, 600_000)).SendAsync(TestContext.Current.CancellationToken);
    }

    private sealed class NoAccess : IAwsAccess
    {
        public Task<ImmutableCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => throw new AwsAccessException("no credentials here");

        public Task<string?> FindRegionAsync(bool askMachine, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }
}
