using System.Runtime.CompilerServices;
using Amazon.S3.Model;
using Cadabra.Storage.S3.Errors;

namespace Cadabra.Storage.S3.Listing;

/// <summary>Lists keys as blobs, a page of up to 1,000 at a time. S3 may answer with an empty page in the middle.</summary>
internal static class S3Listing
{
    /// <summary>All blobs whose name begins with <paramref name="prefix"/>, in the order of S3.</summary>
    public static async IAsyncEnumerable<BlobEntry> WalkAsync(S3Access access, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ListObjectsV2Response page in PagesAsync(access, prefix, delimiter: null, cancellationToken).ConfigureAwait(false))
        {
            foreach (BlobEntry entry in Blobs(access, page))
            {
                yield return entry;
            }
        }
    }

    /// <summary>One level, in ordinal order.</summary>
    public static async Task<BlobFolder> LevelAsync(S3Access access, string folder, CancellationToken cancellationToken)
    {
        List<string> folders = [];
        List<BlobEntry> blobs = [];
        await foreach (ListObjectsV2Response page in PagesAsync(access, folder, delimiter: "/", cancellationToken).ConfigureAwait(false))
        {
            blobs.AddRange(Blobs(access, page));
            foreach (string inner in page.CommonPrefixes ?? [])
            {
                RequireName(access, inner, access.NameOf(inner)[..^1]);
                folders.Add(access.NameOf(inner));
            }
        }

        folders.Sort(StringComparer.Ordinal);
        blobs.Sort(static (x, y) => string.CompareOrdinal(x.Name, y.Name));
        return new BlobFolder(folders, blobs);
    }

    private static async IAsyncEnumerable<ListObjectsV2Response> PagesAsync(
        S3Access access, string prefix, string? delimiter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            ListObjectsV2Request request = new() { BucketName = access.Bucket, Prefix = access.KeyOf(prefix), Delimiter = delimiter, ContinuationToken = next };
            ListObjectsV2Response page = await access.CallAsync(
                S3Operation.List, request.Prefix, (client, token) => client.ListObjectsV2Async(request, token), cancellationToken).ConfigureAwait(false);
            yield return page;
            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    private static IEnumerable<BlobEntry> Blobs(S3Access access, ListObjectsV2Response page)
    {
        foreach (S3Object item in page.S3Objects ?? [])
        {
            string name = access.NameOf(item.Key);
            long length = item.Size ?? 0;

            // What consoles put in place of an empty folder is no blob: it has a name that none can have, and holds nothing.
            if (length == 0 && (name.Length == 0 || name.EndsWith('/')))
            {
                continue;
            }

            RequireName(access, item.Key, name);
            yield return new BlobEntry(name, length);
        }
    }

    // Passing over it would leave out data without a word; a disk's listing refuses such names as well.
    private static void RequireName(S3Access access, string key, string name)
    {
        if (!BlobName.IsValid(name))
        {
            throw new InputException(
                $"'{S3Uri.Scheme}{access.Bucket}/{key}' has an empty segment, '.', '..', a backslash or a control character below '{access.Location}', so it cannot be read as a blob; rename it, or move it out of there.");
        }
    }
}
