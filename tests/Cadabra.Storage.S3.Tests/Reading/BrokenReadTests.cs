using Amazon.S3;
using Amazon.S3.Model;
using Cadabra.Storage.S3.Reading;
using Cadabra.Storage.S3.Tests.Servers;

namespace Cadabra.Storage.S3.Tests.Reading;

public sealed class BrokenReadTests
{
    private static readonly byte[] Value = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 / 7))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_goes_on_where_the_connection_broke_off()
    {
        using ScriptedServer server = new(
            Answer.Object(Value) with { CutAfter = 100_000 },
            Answer.Object(Value, from: 100_000) with { CutAfter = 0 },
            Answer.Object(Value, from: 100_000) with { CutAfter = 150_000 },
            Answer.Object(Value, from: 250_000));

        Assert.Equal(Value, await Read(server));

        Assert.All(server.Requests, request => Assert.StartsWith("GET /bucket/prefix/blob", request.Line, StringComparison.Ordinal));
        Assert.Equal([null, "bytes=100000-299999", "bytes=100000-299999", "bytes=250000-299999"], server.Requests.Select(request => request["Range"]));
        Assert.Equal([null, Answer.ETag, Answer.ETag, Answer.ETag], server.Requests.Select(request => request["If-Match"]));
    }

    [Fact]
    public async Task A_reader_that_cannot_wait_goes_on_too()
    {
        using ScriptedServer server = new(Answer.Object(Value) with { CutAfter = 100_000 }, Answer.Object(Value, from: 100_000));

        await using Stream stream = await server.Open().OpenReadAsync("blob", Cancel);
        byte[] read = new byte[Value.Length];
        stream.ReadExactly(read);

        Assert.Equal(Value, read);
        Assert.Equal(-1, stream.ReadByte());
    }

    [Fact]
    public async Task A_connection_that_falls_silent_counts_as_broken()
    {
        using ScriptedServer server = new(Answer.Object(Value) with { CutAfter = 100_000, Silent = true }, Answer.Object(Value, from: 100_000));
        using AmazonS3Client client = Clients.For(server.Endpoint);
        GetObjectResponse response = await client.GetObjectAsync("bucket", "prefix/blob", Cancel);

        await using ResumingStream stream = new(new S3Access(client, S3Uri.Parse("s3://bucket/prefix")), "prefix/blob", response, silence: TimeSpan.FromMilliseconds(300));
        using MemoryStream read = new();
        await stream.CopyToAsync(read, Cancel);

        Assert.Equal(Value, read.ToArray());
    }

    [Fact]
    public async Task A_cancelled_read_ends_and_asks_for_no_more()
    {
        using ScriptedServer server = new(Answer.Object(Value) with { CutAfter = 100_000, Silent = true });
        using CancellationTokenSource cancel = new();
        await using Stream stream = await server.Open().OpenReadAsync("blob", Cancel);
        byte[] begin = new byte[100_000];
        await stream.ReadExactlyAsync(begin, Cancel);

        Task<int> waiting = stream.ReadAsync(begin, cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task An_object_that_was_replaced_meanwhile_is_not_mixed_with_the_old_one()
    {
        using ScriptedServer server = new(
            Answer.Object(Value) with { CutAfter = 100_000 },
            Answer.Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold"));

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => Read(server));

        Assert.True(error.IsTransient);
        Assert.Contains("s3://bucket/prefix/blob", error.Message, StringComparison.Ordinal);
        Assert.Contains("was replaced", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_does_not_get_its_beginning_read_twice()
    {
        using ScriptedServer server = new(Answer.Object(Value) with { CutAfter = 100_000 }, Answer.Object(Value));

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => Read(server));

        Assert.Contains("broke off after 100000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_keeps_breaking_without_a_byte_is_given_up()
    {
        Answer nothing = Answer.Object(Value, from: 100_000) with { CutAfter = 0 };
        using ScriptedServer server = new([Answer.Object(Value) with { CutAfter = 100_000 }, .. Enumerable.Repeat(nothing, 5)]);

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => Read(server));

        Assert.True(error.IsTransient);
        Assert.Contains("the connection broke", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_do_not_fit_the_checksum_are_not_taken_for_the_object()
    {
        Answer flipped = new(200, Value) { Headers = { ["ETag"] = Answer.ETag, ["x-amz-checksum-crc32"] = "AAAAAA==", ["x-amz-checksum-type"] = "FULL_OBJECT" } };
        using ScriptedServer server = new(flipped);

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => Read(server));

        Assert.True(error.IsTransient);
        Assert.Contains("damaged on their way", error.Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> Read(ScriptedServer server)
    {
        await using Stream stream = await server.Open().OpenReadAsync("blob", Cancel);
        using MemoryStream read = new();
        await stream.CopyToAsync(read, Cancel);
        return read.ToArray();
    }
}
