namespace Cadabra.Storage.S3.Tests;

public sealed class S3BlobLocationTests
{
    [Fact]
    public void A_uri_of_s3_opens_a_bucket_and_a_path_a_folder()
    {
        Assert.Equal("s3://bucket/lake", Assert.IsType<S3BlobContainer>(S3BlobLocation.Open("s3://bucket/lake")).Location);
        Assert.Equal(Path.GetFullPath("lake"), Assert.IsType<DiskBlobContainer>(S3BlobLocation.Open("lake")).Location);
    }

    [Fact]
    public void Another_scheme_is_refused() => Assert.Contains("'gs://'", Assert.Throws<InputException>(() => S3BlobLocation.Open("gs://bucket/lake")).Message, StringComparison.Ordinal);
}
