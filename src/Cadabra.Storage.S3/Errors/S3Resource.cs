namespace Cadabra.Storage.S3.Errors;

/// <summary>What a call was for and on what, in the words of a person and in those of an IAM policy.</summary>
/// <param name="Operation">What it was for.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The object; null for the bucket.</param>
/// <param name="Partition"><c>aws</c>, or the name that China or GovCloud have in ARNs.</param>
internal sealed record S3Resource(S3Operation Operation, string Bucket, string? Key, string Partition)
{
    public string BucketUri => S3Uri.Scheme + Bucket;

    /// <summary>The IAM action that it takes.</summary>
    public string Action => Operation switch
    {
        S3Operation.List => "s3:ListBucket",
        S3Operation.Write => "s3:PutObject",
        S3Operation.Delete => "s3:DeleteObject",
        _ => "s3:GetObject",
    };

    /// <summary>What the action must be allowed on. The right to list is one on the bucket, whatever the prefix.</summary>
    public string Arn => Operation == S3Operation.List ? $"arn:{Partition}:s3:::{Bucket}" : $"arn:{Partition}:s3:::{Bucket}/{Key}";

    /// <summary>As the beginning of a sentence.</summary>
    public override string ToString()
    {
        string verb = Operation switch
        {
            S3Operation.List => "Listing",
            S3Operation.Find => "Looking for",
            S3Operation.Read => "Reading",
            S3Operation.Write => "Writing",
            _ => "Deleting",
        };
        return Key is null ? $"{verb} {BucketUri}" : $"{verb} {BucketUri}/{Key}";
    }
}
