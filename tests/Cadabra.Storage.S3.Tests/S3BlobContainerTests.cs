using Amazon.S3;
using Amazon.S3.Model;
using Cadabra.Storage.S3.Tests.Servers;
using Cadabra.Storage.S3.Writing;
using Cadabra.Storage.Tests;

[assembly: AssemblyFixture(typeof(Cadabra.Tests.MotoServer))]

namespace Cadabra.Storage.S3.Tests;

/// <summary>The contract of containers, and what only S3 has, against an S3 in memory.</summary>
public sealed class S3BlobContainerTests(MotoServer moto) : BlobContainerContract, IAsyncLifetime
{
    // moto answers 500 now and then where many write one key at once; S3 does not.
    private const int Retries = 12;

    private AmazonS3Client _client = null!;
    private string _bucket = "";

    private string Uri => $"s3://{_bucket}/shop/lake";

    public async ValueTask InitializeAsync()
    {
        _client = Clients.For(moto.Endpoint, retries: Retries);
        _bucket = await moto.CreateBucketAsync();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    protected override IBlobContainer CreateContainer() => new S3BlobContainer(_client, Uri);

    protected override void Dispose(bool disposing) => _client?.Dispose();

    [Theory]
    [InlineData(S3Upload.PartBytes, 1)]
    [InlineData(S3Upload.PartBytes + 1, 2)]
    [InlineData((2 * S3Upload.PartBytes) + 12_345, 3)]
    public async Task A_long_blob_goes_up_in_parts_and_reads_as_it_was_put(int length, int parts)
    {
        byte[] value = Noise(length);
        S3BlobContainer blobs = new(_client, Uri);

        await blobs.PutAsync(
            "long",
            async (stream, token) =>
            {
                // Pieces that fit neither the buffer nor the parts.
                for (int start = 0; start < length; start += 1_000_003)
                {
                    await stream.WriteAsync(value.AsMemory(start, Math.Min(1_000_003, length - start)), token);
                }
            },
            Cancel);

        byte[] read = await ReadAll(blobs, "long");
        Assert.True(value.AsSpan().SequenceEqual(read));
        GetObjectMetadataResponse stored = await _client.GetObjectMetadataAsync(_bucket, "shop/lake/long", Cancel);
        Assert.Equal(parts == 1, !stored.ETag.Contains('-', StringComparison.Ordinal));
        Assert.True(parts == 1 || stored.ETag.EndsWith($"-{parts}\"", StringComparison.Ordinal), stored.ETag);
        await AssertNoUploads();
    }

    [Fact]
    public async Task A_writer_that_cannot_wait_writes_a_long_blob_too()
    {
        byte[] value = Noise(S3Upload.PartBytes + 7);
        S3BlobContainer blobs = new(_client, Uri);

        await blobs.PutAsync(
            "long",
            (stream, _) =>
            {
                stream.Write(value);
                return Task.CompletedTask;
            },
            Cancel);

        byte[] read = await ReadAll(blobs, "long");
        Assert.True(value.AsSpan().SequenceEqual(read));
    }

    [Fact]
    public async Task A_long_put_that_fails_or_is_cancelled_leaves_no_part_behind()
    {
        S3BlobContainer blobs = new(_client, Uri);
        using CancellationTokenSource cancel = new();

        await Assert.ThrowsAsync<InvalidOperationException>(() => blobs.PutAsync(
            "long",
            async (stream, token) =>
            {
                await stream.WriteAsync(new byte[S3Upload.PartBytes + 1], token);
                Assert.Single((await Uploads()).MultipartUploads);
                throw new InvalidOperationException("fails in the middle");
            },
            Cancel));
        await AssertNoUploads();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blobs.PutAsync(
            "long",
            async (stream, token) =>
            {
                await stream.WriteAsync(new byte[S3Upload.PartBytes + 1], token);
                await cancel.CancelAsync();
            },
            cancel.Token));
        await AssertNoUploads();
        Assert.Null(await blobs.FindAsync("long", Cancel));
    }

    [Fact]
    public async Task A_listing_longer_than_a_page_is_whole_and_in_order()
    {
        S3BlobContainer blobs = new(_client, Uri);
        string[] names = [.. Enumerable.Range(0, 1100).Select(i => $"hour={i % 10}/{i:D5}")];
        await Parallel.ForEachAsync(names, Cancel, async (name, token) => await blobs.PutAsync(name, static (_, _) => Task.CompletedTask, token));

        Assert.Equal(names.Order(StringComparer.Ordinal), await blobs.ListAsync("", Cancel).Select(entry => entry.Name).ToListAsync(Cancel));
        BlobFolder root = await blobs.ListFolderAsync("", Cancel);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"hour={i}/"), root.Folders);
        Assert.Empty(root.Blobs);
    }

    [Fact]
    public async Task What_lies_beside_the_prefix_is_not_in_the_container()
    {
        await Put("blob", [1]);
        await _client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = "shop/lake2/other", ContentBody = "x" }, Cancel);
        await _client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = "shop/lake", ContentBody = "x" }, Cancel);

        Assert.Equal([new BlobEntry("blob", 1)], await new S3BlobContainer(_client, Uri + "/").ListAsync("", Cancel).ToListAsync(Cancel));
        Assert.Equal(
            ["shop/lake", "shop/lake/blob", "shop/lake2/other"],
            await new S3BlobContainer(_client, $"s3://{_bucket}").ListAsync("", Cancel).Select(entry => entry.Name).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Markers_of_empty_folders_are_no_blobs()
    {
        S3BlobContainer blobs = new(_client, Uri);
        foreach (string key in new[] { "shop/lake/", "shop/lake/orders/" })
        {
            await _client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = key, ContentBody = "" }, Cancel);
        }

        await Put("orders/part", [1]);

        Assert.Equal([new BlobEntry("orders/part", 1)], await blobs.ListAsync("", Cancel).ToListAsync(Cancel));
        Assert.Empty((await blobs.ListFolderAsync("", Cancel)).Blobs);
        Assert.Equal([new BlobEntry("orders/part", 1)], (await blobs.ListFolderAsync("orders/", Cancel)).Blobs);
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("a\\b")]
    [InlineData("a/")]
    public async Task A_key_that_is_no_name_is_refused_and_not_passed_over(string name)
    {
        S3BlobContainer blobs = new(_client, Uri);
        await _client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = "shop/lake/" + name, ContentBody = "x" }, Cancel);

        InputException error = await Assert.ThrowsAsync<InputException>(async () => await blobs.ListAsync("", Cancel).CountAsync(Cancel));

        Assert.Contains($"'{Uri}/{name}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_bucket_is_an_error_and_not_an_empty_container()
    {
        S3BlobContainer blobs = new(_client, "s3://no-such-bucket/lake");

        foreach (Func<Task> call in new Func<Task>[]
        {
            async () => await blobs.ListAsync("", Cancel).CountAsync(Cancel),
            () => blobs.ListFolderAsync("", Cancel),
            () => blobs.OpenReadAsync("blob", Cancel),
            () => blobs.PutAsync("blob", static (_, _) => Task.CompletedTask, Cancel),
        })
        {
            BlobStoreException error = await Assert.ThrowsAsync<BlobStoreException>(call);
            Assert.False(error.IsTransient);
            Assert.Contains("there is no bucket 'no-such-bucket'", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Location_is_the_uri_without_a_slash_at_its_end()
    {
        Assert.Equal(Uri, new S3BlobContainer(_client, Uri + "/").Location);
        Assert.Equal($"s3://{_bucket}", new S3BlobContainer(_client, $"s3://{_bucket}/").Location);
    }

    private static byte[] Noise(int length)
    {
        byte[] value = new byte[length];
        new Random(length).NextBytes(value);
        return value;
    }

    private static async Task<byte[]> ReadAll(S3BlobContainer blobs, string name)
    {
        await using Stream stream = await blobs.OpenReadAsync(name, Cancel);
        using MemoryStream value = new();
        await stream.CopyToAsync(value, Cancel);
        return value.ToArray();
    }

    private Task<ListMultipartUploadsResponse> Uploads() => _client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = _bucket }, Cancel);

    private async Task AssertNoUploads() => Assert.Empty((await Uploads()).MultipartUploads ?? []);
}
