namespace Cadabra.Storage.S3.Tests;

public sealed class S3UriTests
{
    [Theory]
    [InlineData("s3://bucket", "bucket", "")]
    [InlineData("s3://bucket/", "bucket", "")]
    [InlineData("s3://my.shop-1/lake", "my.shop-1", "lake")]
    [InlineData("s3://bucket/a/b=c d/", "bucket", "a/b=c d")]
    public void A_uri_is_a_bucket_and_a_prefix(string uri, string bucket, string prefix) => Assert.Equal(new S3Uri(bucket, prefix), S3Uri.Parse(uri));

    [Theory]
    [InlineData("bucket/prefix", "does not begin with 's3://'")]
    [InlineData("S3://bucket", "does not begin with 's3://'")]
    [InlineData("s3://", "names no bucket")]
    [InlineData("s3:///prefix", "names no bucket")]
    [InlineData("s3://Bucket", "the bucket 'Bucket'")]
    [InlineData("s3://ab", "the bucket 'ab'")]
    [InlineData("s3://-bucket", "the bucket '-bucket'")]
    [InlineData("s3://bucket--usw2-az1--x-s3", "directory bucket")]
    [InlineData("s3://bucket//prefix", "prefix '/prefix'")]
    [InlineData("s3://bucket/a/../b", "prefix 'a/../b'")]
    [InlineData("s3://bucket/a//", "prefix 'a/'")]
    public void What_is_no_such_uri_is_refused_in_one_line_that_says_why(string uri, string why)
    {
        InputException error = Assert.Throws<InputException>(() => S3BlobContainer.Open(uri));

        Assert.Contains($"'{uri}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains("expected s3://bucket or s3://bucket/prefix", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
