using System.Buffers.Binary;
using Cadabra.Storage.S3.Tests.Servers;
using Cadabra.Storage.S3.Writing;

namespace Cadabra.Storage.S3.Tests.Writing;

public sealed class FailedUploadTests
{
    private const string Begun = "<InitiateMultipartUploadResult><Bucket>bucket</Bucket><Key>prefix/blob</Key><UploadId>7</UploadId></InitiateMultipartUploadResult>";
    private const string Completed = "<CompleteMultipartUploadResult><Bucket>bucket</Bucket><Key>prefix/blob</Key><ETag>\"1-2\"</ETag></CompleteMultipartUploadResult>";
    private const string Aborted = "DELETE /bucket/prefix/blob?uploadId=7";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_throttled_put_is_tried_again_with_the_same_bytes()
    {
        using ScriptedServer server = new(Answer.Error(503, "SlowDown"), Answer.Error(500, "InternalError"), Answer.Ok());

        await Put(server, [1, 2, 3]);

        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal([1, 2, 3], request.Body));
    }

    [Fact]
    public async Task A_throttled_part_is_tried_again_with_the_same_bytes()
    {
        using ScriptedServer server = new(Answer.Ok(Begun), Answer.Error(503, "SlowDown"), Answer.Ok(), Answer.Ok(), Answer.Ok(Completed));

        await Put(server, new byte[S3Upload.PartBytes + 5]);

        Assert.Equal(
            [
                "POST /bucket/prefix/blob?uploads",
                "PUT /bucket/prefix/blob?partNumber=1&uploadId=7",
                "PUT /bucket/prefix/blob?partNumber=1&uploadId=7",
                "PUT /bucket/prefix/blob?partNumber=2&uploadId=7",
                "POST /bucket/prefix/blob?uploadId=7",
            ],
            server.Requests.Select(request => request.Line));
        Assert.Equal([S3Upload.PartBytes, S3Upload.PartBytes, 5], server.Requests.Skip(1).Take(3).Select(request => request.Body.Length));
    }

    [Fact]
    public async Task The_bytes_go_with_their_checksum()
    {
        using ScriptedServer server = new(Answer.Ok());

        await Put(server, "123456789"u8.ToArray());

        // The check value that the definitions of CRC-32 give for these nine digits.
        byte[] crc = Convert.FromBase64String(Assert.Single(server.Requests)["x-amz-checksum-crc32"]!);
        Assert.Equal(0xCBF43926, BinaryPrimitives.ReadUInt32BigEndian(crc));
    }

    [Fact]
    public async Task An_error_that_follows_a_success_is_an_error_and_the_parts_are_taken_back()
    {
        // S3 sends 200 before it has put the parts together.
        Answer failed = Answer.Error(200, "InternalError", "We encountered an internal error. Please try again.");
        using ScriptedServer server = new(Answer.Ok(Begun), Answer.Ok(), Answer.Ok(), failed, failed, failed, Answer.Ok() with { Status = 204 });

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => Put(server, new byte[S3Upload.PartBytes + 1]));

        Assert.True(error.IsTransient);
        Assert.Contains("Writing s3://bucket/prefix/blob failed", error.Message, StringComparison.Ordinal);
        Assert.Equal(Aborted, server.Requests[^1].Line);
    }

    [Fact]
    public async Task A_failed_part_takes_back_the_others_and_a_failed_abort_hides_nothing()
    {
        using ScriptedServer server = new(
            Answer.Ok(Begun), Answer.Ok(), Answer.Error(403, "AccessDenied", "no more"), Answer.Error(403, "AccessDenied", "nor this"));

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => Put(server, new byte[S3Upload.PartBytes + 1]));

        Assert.Contains("S3 says: no more", error.Message, StringComparison.Ordinal);
        Assert.Equal(Aborted, server.Requests[^1].Line);
    }

    [Fact]
    public async Task An_upload_that_somebody_swept_away_may_be_written_again()
    {
        using ScriptedServer server = new(Answer.Ok(Begun), Answer.Ok(), Answer.Ok(), Answer.Error(404, "NoSuchUpload"), Answer.Error(404, "NoSuchUpload"));

        BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(() => Put(server, new byte[S3Upload.PartBytes + 1]));

        Assert.True(error.IsTransient);
    }

    private static Task Put(ScriptedServer server, byte[] value) =>
        server.Open().PutAsync("blob", (stream, token) => stream.WriteAsync(value, token).AsTask(), Cancel);
}
