using Cadabra.Storage;

namespace Cadabra.Models.Tests.Storage;

/// <summary>Cancels after a number of deletions, as an interrupt in the middle of a removal does.</summary>
internal sealed class StoppingContainer(IBlobContainer inner, int stopAfterDeletes, CancellationTokenSource cancellation) : IBlobContainer
{
    private int _deletes;

    public string Location => inner.Location;

    public IAsyncEnumerable<BlobEntry> ListAsync(string prefix = "", CancellationToken cancellationToken = default) => inner.ListAsync(prefix, cancellationToken);

    public Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default) => inner.FindAsync(name, cancellationToken);

    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default) => inner.OpenReadAsync(name, cancellationToken);

    public Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default) => inner.PutAsync(name, write, cancellationToken);

    public async Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await inner.DeleteAsync(name, cancellationToken);
        if (++_deletes == stopAfterDeletes)
        {
            await cancellation.CancelAsync();
        }
    }
}
