using System.Collections.Concurrent;

using Cadabra.Storage;

namespace Cadabra.Lake.Tests;

/// <summary>A container that notes what was asked of it.</summary>
internal sealed class RecordingContainer(IBlobContainer inner) : IBlobContainer
{
    /// <summary>Prefixes listed to their depth.</summary>
    public ConcurrentQueue<string> Listed { get; } = [];

    /// <summary>Folders of which one level was listed.</summary>
    public ConcurrentQueue<string> Looked { get; } = [];

    /// <summary>Names of the blobs opened.</summary>
    public ConcurrentQueue<string> Opened { get; } = [];

    public string Location => inner.Location;

    public IAsyncEnumerable<BlobEntry> ListAsync(string prefix = "", CancellationToken cancellationToken = default)
    {
        Listed.Enqueue(prefix);
        return inner.ListAsync(prefix, cancellationToken);
    }

    public Task<BlobFolder> ListFolderAsync(string folder = "", CancellationToken cancellationToken = default)
    {
        Looked.Enqueue(folder);
        return inner.ListFolderAsync(folder, cancellationToken);
    }

    public Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default) => inner.FindAsync(name, cancellationToken);

    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default)
    {
        Opened.Enqueue(name);
        return inner.OpenReadAsync(name, cancellationToken);
    }

    public Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default) =>
        inner.PutAsync(name, write, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) => inner.DeleteAsync(name, cancellationToken);
}
