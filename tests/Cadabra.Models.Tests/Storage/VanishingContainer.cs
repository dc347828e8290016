using Cadabra.Storage;

namespace Cadabra.Models.Tests.Storage;

/// <summary>Lists a blob that is gone by the time it is opened, as when another program removes it in between.</summary>
internal sealed class VanishingContainer(IBlobContainer inner, string vanishing) : IBlobContainer
{
    public string Location => inner.Location;

    public IAsyncEnumerable<BlobEntry> ListAsync(string prefix = "", CancellationToken cancellationToken = default) => inner.ListAsync(prefix, cancellationToken);

    public Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default) => inner.FindAsync(name, cancellationToken);

    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default) =>
        name == vanishing ? throw new FileNotFoundException("It is gone.", name) : inner.OpenReadAsync(name, cancellationToken);

    public Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default) => inner.PutAsync(name, write, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) => inner.DeleteAsync(name, cancellationToken);
}
