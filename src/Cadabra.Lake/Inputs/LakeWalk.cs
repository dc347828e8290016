using Cadabra.Lake.Layout;
using Cadabra.Storage;

namespace Cadabra.Lake.Inputs;

/// <summary>
/// Walks containers for the objects of one resolution, and lists only what it must: a folder whose partitions lie outside the time range
/// is not opened, and one that lies wholly inside is listed in one go.
/// </summary>
internal sealed class LakeWalk
{
    private readonly TimeRange _range;
    private readonly Dictionary<string, LakeObject> _found = new(StringComparer.Ordinal);

    public LakeWalk(TimeRange range)
    {
        _range = range;
    }

    public int LeftOut { get; private set; }

    /// <summary>Objects seen so far by any input, those left out or found before included.</summary>
    public long Seen { get; private set; }

    public OrderInputSet ToSet() => new([.. _found.Values.OrderBy(static item => item.Location, StringComparer.Ordinal)], LeftOut);

    public void Add(IBlobContainer container, BlobEntry entry)
    {
        LakeObject item = new(container, entry.Name, entry.Length);
        Seen++;
        if (item.Span is PartitionSpan span && !_range.Overlaps(span))
        {
            LeftOut++;
            return;
        }

        _found.TryAdd(item.Location, item);
    }

    /// <summary>Adds what is in a folder, hidden names left out. If it is the root of a lake, only its orders count.</summary>
    public async Task AddFolderAsync(IBlobContainer container, string folder, CancellationToken cancellationToken)
    {
        BlobFolder level = await container.ListFolderAsync(folder, cancellationToken).ConfigureAwait(false);
        string orders = folder + LakeLayout.Orders;
        await AddTreeAsync(container, level.Folders.Contains(orders) ? orders : folder, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds what a glob matches below a folder; a folder that it matches is added as if it had been named.</summary>
    /// <param name="container">Where to look.</param>
    /// <param name="folder">The folder that the segments before <paramref name="pattern"/> led to.</param>
    /// <param name="pattern">The segments that are left; at least one.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    public async Task AddMatchesAsync(IBlobContainer container, string folder, ReadOnlyMemory<string> pattern, CancellationToken cancellationToken)
    {
        string segment = pattern.Span[0];
        bool last = pattern.Length == 1;
        if (last && segment == GlobPattern.AnyFolders)
        {
            await AddFolderAsync(container, folder, cancellationToken).ConfigureAwait(false);
            return;
        }

        BlobFolder level = await container.ListFolderAsync(folder, cancellationToken).ConfigureAwait(false);
        if (segment == GlobPattern.AnyFolders)
        {
            // No folder between, then one more at a time.
            await AddMatchesAsync(container, folder, pattern[1..], cancellationToken).ConfigureAwait(false);
            foreach (string inner in level.Folders.Where(inner => !GlobPattern.IsHidden(inner.AsSpan(folder.Length)) && MayOverlap(container, inner)))
            {
                await AddMatchesAsync(container, inner, pattern, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        foreach (BlobEntry entry in level.Blobs.Where(entry => last && GlobPattern.IsMatch(segment, entry.Name.AsSpan(folder.Length))))
        {
            Add(container, entry);
        }

        foreach (string inner in level.Folders.Where(inner => GlobPattern.IsMatch(segment, inner.AsSpan(folder.Length).TrimEnd('/')) && MayOverlap(container, inner)))
        {
            await (last
                ? AddFolderAsync(container, inner, cancellationToken)
                : AddMatchesAsync(container, inner, pattern[1..], cancellationToken)).ConfigureAwait(false);
        }
    }

    private async Task AddTreeAsync(IBlobContainer container, string folder, CancellationToken cancellationToken)
    {
        if (_range == TimeRange.All || (SpanOf(container, folder) is PartitionSpan span && _range.Contains(span)))
        {
            await foreach (BlobEntry entry in container.ListAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                AddVisible(container, folder, entry);
            }

            return;
        }

        BlobFolder level = await container.ListFolderAsync(folder, cancellationToken).ConfigureAwait(false);
        foreach (BlobEntry entry in level.Blobs)
        {
            AddVisible(container, folder, entry);
        }

        foreach (string inner in level.Folders.Where(inner => !GlobPattern.IsHidden(inner.AsSpan(folder.Length)) && MayOverlap(container, inner)))
        {
            await AddTreeAsync(container, inner, cancellationToken).ConfigureAwait(false);
        }
    }

    private void AddVisible(IBlobContainer container, string folder, BlobEntry entry)
    {
        if (!GlobPattern.IsHidden(entry.Name.AsSpan(folder.Length)))
        {
            Add(container, entry);
        }
    }

    private bool MayOverlap(IBlobContainer container, string folder)
    {
        if (SpanOf(container, folder) is not PartitionSpan span || _range.Overlaps(span))
        {
            return true;
        }

        LeftOut++;
        return false;
    }

    private static PartitionSpan? SpanOf(IBlobContainer container, string folder) => PartitionSpan.Of($"{container.Location}/{folder}");
}
