using Cadabra.Storage;

namespace Cadabra.Models.Store;

/// <summary>The directories of a store, as one look at its top level found them.</summary>
/// <param name="Models">Directories that hold a manifest, in ordinal order.</param>
/// <param name="Unfinished">Directories of a name that a store gives, without a manifest: a write that goes on, or that died, or a model half removed.</param>
internal sealed record StoreListing(IReadOnlyList<string> Models, IReadOnlyList<string> Unfinished)
{
    /// <exception cref="ModelNotFoundException">There are files, but it is not a store.</exception>
    public static async Task<StoreListing> ReadAsync(IBlobContainer container, CancellationToken cancellationToken)
    {
        BlobFolder root = await container.ListFolderAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        List<string> models = [];
        List<string> unfinished = [];
        foreach (string folder in root.Folders)
        {
            string name = folder.TrimEnd('/');
            if (await container.FindAsync(folder + ModelLayout.Manifest, cancellationToken).ConfigureAwait(false) is not null)
            {
                models.Add(name);
            }
            else if (ModelName.TimeOf(name) is not null)
            {
                unfinished.Add(name);
            }
        }

        if (models.Count == 0 && unfinished.Count == 0)
        {
            RequireEmpty(container, root);
        }

        return new StoreListing(models, unfinished);
    }

    private static void RequireEmpty(IBlobContainer container, BlobFolder root)
    {
        string[] strangers = [.. root.Folders, .. root.Blobs.Select(blob => blob.Name)];
        if (strangers.Contains(ModelLayout.Manifest))
        {
            throw new ModelNotFoundException($"{container.Location} is a model, not a store of models. Name it with `--model`, or name the folder above it.");
        }

        if (strangers.Length > 0 && !strangers.Contains(ModelStore.Pointer))
        {
            throw new ModelNotFoundException($"{container.Location} is not a store: it holds {strangers[0]}, but no model. Name the folder that `cadabra train --store` wrote to, or an empty one.");
        }
    }
}
