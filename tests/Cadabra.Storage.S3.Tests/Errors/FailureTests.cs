using System.Net;
using System.Net.Sockets;
using Amazon.S3;
using Cadabra.Storage.S3.Tests.Servers;

namespace Cadabra.Storage.S3.Tests.Errors;

public sealed class FailureTests
{
    // The SDK's own retries: two after the first attempt.
    private const int Attempts = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> DeniedCalls => new()
    {
        { "put", "Writing s3://bucket/prefix/blob failed: access denied. Allow s3:PutObject on arn:aws:s3:::bucket/prefix/blob. S3 says: as scripted." },
        { "list", "Listing s3://bucket/prefix/ failed: access denied. Allow s3:ListBucket on arn:aws:s3:::bucket. S3 says: as scripted." },
        { "delete", "Deleting s3://bucket/prefix/blob failed: access denied. Allow s3:DeleteObject on arn:aws:s3:::bucket/prefix/blob. S3 says: as scripted." },
        {
            "read",
            "Reading s3://bucket/prefix/blob failed: access denied. Allow s3:GetObject on arn:aws:s3:::bucket/prefix/blob. "
            + "If the object should not exist, allow s3:ListBucket on arn:aws:s3:::bucket too: without it S3 denies what is not there. S3 says: as scripted."
        },
    };

    [Theory]
    [MemberData(nameof(DeniedCalls))]
    public async Task A_denied_call_names_the_action_and_the_resource_to_allow(string call, string message)
    {
        using ScriptedServer server = new(Answer.Error(403, "AccessDenied"));

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => CallAsync(server.Open(), call));

        Assert.False(error.IsTransient);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task A_denied_look_up_is_no_missing_blob()
    {
        using ScriptedServer server = new(new Answer(403, []));

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => server.Open().FindAsync("blob", Cancel));

        Assert.False(error.IsTransient);
        Assert.Contains("s3:GetObject", error.Message, StringComparison.Ordinal);
        Assert.Contains("s3:ListBucket", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "InvalidAccessKeyId", "credentials")]
    [InlineData(403, "SignatureDoesNotMatch", "credentials")]
    [InlineData(400, "ExpiredToken", "credentials")]
    [InlineData(404, "NoSuchBucket", "no bucket 'bucket'")]
    [InlineData(400, "AuthorizationHeaderMalformed", "AWS_REGION")]
    [InlineData(301, "PermanentRedirect", "AWS_REGION")]
    [InlineData(400, "InvalidRequest", "S3 refused it")]
    public async Task What_only_a_person_can_help_is_permanent_and_not_tried_again(int status, string code, string said)
    {
        using ScriptedServer server = new(Answer.Error(status, code));

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => CallAsync(server.Open(), "list"));

        Assert.False(error.IsTransient, error.Message);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(503, "SlowDown")]
    [InlineData(500, "InternalError")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(400, "RequestTimeout")]
    public async Task What_passes_is_transient_once_the_retries_are_used_up(int status, string code)
    {
        using ScriptedServer server = new([.. Enumerable.Repeat(Answer.Error(status, code), Attempts)]);

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => CallAsync(server.Open(), "put"));

        Assert.True(error.IsTransient, error.Message);
        Assert.Contains(code, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_is_transient()
    {
        using AmazonS3Client client = Clients.For(new Uri(Surroundings.NowhereEndpoint));

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => CallAsync(new S3BlobContainer(client, "s3://bucket/prefix"), "put"));

        Assert.True(error.IsTransient);
        Assert.Contains("there was no connection", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_transient()
    {
        // It takes the connection and says nothing.
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using AmazonS3Client client = Clients.For(new Uri($"http://{listener.LocalEndpoint}"), timeout: TimeSpan.FromMilliseconds(200));

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => CallAsync(new S3BlobContainer(client, "s3://bucket/prefix"), "list"));

        Assert.True(error.IsTransient, error.Message);
        Assert.Contains("no answer in time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_stops_in_the_middle_is_not_waited_for_forever()
    {
        using ScriptedServer server = new(Answer.Ok("<ListBucketResult>") with { CutAfter = 5, Silent = true });

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => CallAsync(server.Open(patience: TimeSpan.FromMilliseconds(500)), "list"));

        Assert.True(error.IsTransient, error.Message);
        Assert.Contains("no answer in time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_no_failure()
    {
        using ScriptedServer server = new(Answer.Ok("<ListBucketResult>") with { CutAfter = 5, Silent = true });
        using CancellationTokenSource cancel = new(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Open().ListFolderAsync("", cancel.Token));
    }

    [Fact]
    public async Task Without_credentials_the_message_says_what_to_set()
    {
        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => CallAsync(S3BlobContainer.Open("s3://bucket/prefix"), "read"));

        Assert.False(error.IsTransient);
        Assert.Contains("there are no AWS credentials", error.Message, StringComparison.Ordinal);
        Assert.Contains("AWS_ACCESS_KEY_ID", error.Message, StringComparison.Ordinal);
    }

    private static Task CallAsync(S3BlobContainer blobs, string call) => call switch
    {
        "put" => blobs.PutAsync("blob", static (stream, token) => stream.WriteAsync(new byte[] { 1 }, token).AsTask(), Cancel),
        "read" => blobs.OpenReadAsync("blob", Cancel),
        "delete" => blobs.DeleteAsync("blob", Cancel),
        _ => blobs.ListFolderAsync("", Cancel),
    };
}
