using System.Buffers;

namespace Cadabra.Storage.S3;

/// <summary>A place on S3: a bucket, and the beginning that the keys of a container have in common.</summary>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Prefix">Empty for the whole bucket, or a valid blob name without a slash at its end.</param>
internal sealed record S3Uri(string Bucket, string Prefix)
{
    public const string Scheme = "s3://";

    private const string Expected = "expected s3://bucket or s3://bucket/prefix.";
    private const string DirectoryBucketEnd = "--x-s3";

    // What AWS has allowed in every region since 2018; the service itself rules on the rest.
    private static readonly SearchValues<char> BucketCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    public static bool IsS3(string location) => location.StartsWith(Scheme, StringComparison.Ordinal);

    /// <exception cref="InputException">It is no such place; the message says why.</exception>
    public static S3Uri Parse(string uri)
    {
        if (!IsS3(uri))
        {
            throw new InputException($"'{uri}' does not begin with '{Scheme}'; {Expected}");
        }

        string rest = uri[Scheme.Length..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string bucket = slash < 0 ? rest : rest[..slash];
        string prefix = slash < 0 ? "" : rest[(slash + 1)..];
        prefix = prefix.EndsWith('/') ? prefix[..^1] : prefix;
        return (FaultOf(bucket) ?? FaultOf(bucket, prefix)) is string fault
            ? throw new InputException($"'{uri}' {fault}; {Expected}")
            : new S3Uri(bucket, prefix);
    }

    public override string ToString() => Prefix.Length == 0 ? Scheme + Bucket : $"{Scheme}{Bucket}/{Prefix}";

    private static string? FaultOf(string bucket)
    {
        if (bucket.Length == 0)
        {
            return "names no bucket";
        }

        if (bucket.Length is < 3 or > 63 || bucket.AsSpan().ContainsAnyExcept(BucketCharacters) || bucket[0] is '.' or '-' || bucket[^1] is '.' or '-')
        {
            return $"names the bucket '{bucket}', but a bucket's name is 3 to 63 lower-case letters, digits, dots and hyphens, and begins and ends with a letter or digit";
        }

        // Listings of these come in no order, which the contract of containers promises.
        return bucket.EndsWith(DirectoryBucketEnd, StringComparison.Ordinal) ? "names a directory bucket (S3 Express One Zone), which is not supported" : null;
    }

    private static string? FaultOf(string bucket, string prefix)
    {
        if (prefix.Length == 0 || BlobName.IsValid(prefix))
        {
            return null;
        }

        return $"has a prefix '{prefix}' below the bucket '{bucket}' with an empty segment, '.', '..', a backslash or a control character";
    }
}
