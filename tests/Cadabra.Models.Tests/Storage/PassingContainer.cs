using Cadabra.Storage;

namespace Cadabra.Models.Tests.Storage;

/// <summary>Passes every call on; what derives from it gets one of them wrong.</summary>
internal abstract class PassingContainer(IBlobContainer inner) : IBlobContainer
{
    public string Location => inner.Location;

    public virtual IAsyncEnumerable<BlobEntry> ListAsync(string prefix = "", CancellationToken cancellationToken = default) => inner.ListAsync(prefix, cancellationToken);

    public virtual Task<BlobFolder> ListFolderAsync(string folder = "", CancellationToken cancellationToken = default) => inner.ListFolderAsync(folder, cancellationToken);

    public virtual Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default) => inner.FindAsync(name, cancellationToken);

    public virtual Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default) => inner.OpenReadAsync(name, cancellationToken);

    public virtual Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default) => inner.PutAsync(name, write, cancellationToken);

    public virtual Task DeleteAsync(string name, CancellationToken cancellationToken = default) => inner.DeleteAsync(name, cancellationToken);
}
