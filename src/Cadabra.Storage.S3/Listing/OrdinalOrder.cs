using System.Runtime.CompilerServices;

namespace Cadabra.Storage.S3.Listing;

/// <summary>
/// Puts a listing in the order of S3, that of UTF-8 bytes, into ordinal order, that of UTF-16 code units, without holding all of it.
/// </summary>
/// <remarks>
/// The two differ for one pair of characters only: one beyond U+FFFF (in UTF-16 a surrogate, U+D800 to U+DFFF) against one of U+E000 to U+FFFF, where
/// they first differ. Everything that S3 lists between two such names shares what comes before and goes on with a character of either kind. So names
/// without any such character stand where they should, and a run of names with one need only be sorted within itself. For example S3 lists
/// <c>a/z</c>, <c>a/～1</c> (U+FF5E), <c>a/😀1</c> (U+1F600), <c>b</c>: the middle two are a run, and change places.
/// </remarks>
internal static class OrdinalOrder
{
    private const char FirstSurrogate = '\uD800';

    public static async IAsyncEnumerable<BlobEntry> RestoreAsync(IAsyncEnumerable<BlobEntry> listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<BlobEntry> run = [];
        await foreach (BlobEntry entry in listing.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (entry.Name.AsSpan().ContainsAnyInRange(FirstSurrogate, char.MaxValue))
            {
                run.Add(entry);
                continue;
            }

            foreach (BlobEntry earlier in Sort(run))
            {
                yield return earlier;
            }

            run.Clear();
            yield return entry;
        }

        foreach (BlobEntry last in Sort(run))
        {
            yield return last;
        }
    }

    private static List<BlobEntry> Sort(List<BlobEntry> run)
    {
        run.Sort(static (x, y) => string.CompareOrdinal(x.Name, y.Name));
        return run;
    }
}
