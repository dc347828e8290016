namespace Cadabra.Storage.S3;

/// <summary>Opens whatever a user may name: an <c>s3://</c> URI, or what <see cref="BlobLocation"/> knows.</summary>
public static class S3BlobLocation
{
    /// <exception cref="InputException">The location is no place that a container could lie.</exception>
    /// <exception cref="BlobStoreException">It is on S3 and no region is set.</exception>
    public static IBlobContainer Open(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return S3Uri.IsS3(location) ? S3BlobContainer.Open(location) : BlobLocation.Open(location);
    }
}
