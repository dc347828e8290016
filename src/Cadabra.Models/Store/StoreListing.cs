using Cadabra.Storage;

namespace Cadabra.Models.Store;

/// <summary>The files of a store by directory, as one listing found them.</summary>
internal sealed class StoreListing
{
    private readonly SortedDictionary<string, Dictionary<string, long>> _directories = new(StringComparer.Ordinal);

    /// <summary>Directories that hold a manifest, in ordinal order.</summary>
    public IEnumerable<string> Models => _directories.Where(directory => directory.Value.ContainsKey(ModelLayout.Manifest)).Select(directory => directory.Key);

    /// <summary>Directories of a name that a store gives, without a manifest: a write that goes on, or that died, or a model half removed.</summary>
    public IEnumerable<string> Unfinished => _directories
        .Where(directory => !directory.Value.ContainsKey(ModelLayout.Manifest) && ModelName.TimeOf(directory.Key) is not null)
        .Select(directory => directory.Key);

    /// <exception cref="ModelNotFoundException">There are files, but it is not a store.</exception>
    public static async Task<StoreListing> ReadAsync(IBlobContainer container, CancellationToken cancellationToken)
    {
        var listing = new StoreListing();
        string? stranger = null;
        bool hasPointer = false;
        await foreach (BlobEntry blob in container.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            int slash = blob.Name.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0)
            {
                listing.Add(blob.Name[..slash], blob.Name[(slash + 1)..], blob.Length);
            }
            else if (blob.Name == ModelLayout.Manifest)
            {
                throw new ModelNotFoundException($"{container.Location} is a model, not a store of models. Name it with `--model`, or name the folder above it.");
            }
            else
            {
                hasPointer |= blob.Name == ModelStore.Pointer;
            }

            stranger ??= blob.Name;
        }

        return stranger is null || hasPointer || listing.Models.Any() || listing.Unfinished.Any()
            ? listing
            : throw new ModelNotFoundException($"{container.Location} is not a store: it holds files such as {stranger}, but no model. Name the folder that `cadabra train --store` wrote to, or an empty one.");
    }

    /// <summary>The files of a directory with their lengths, by name relative to it.</summary>
    public Dictionary<string, long> FilesOf(string name) => _directories[name];

    private void Add(string directory, string file, long length)
    {
        if (!_directories.TryGetValue(directory, out Dictionary<string, long>? files))
        {
            _directories.Add(directory, files = new Dictionary<string, long>(StringComparer.Ordinal));
        }

        files.Add(file, length);
    }
}
