using Cadabra.Storage;

namespace Cadabra.Shipping.Tests.Sinks;

/// <summary>A container whose puts fail in one way.</summary>
internal sealed class RefusingContainer(Exception exception) : IBlobContainer
{
    public string Location => "/srv/lake";

    public IAsyncEnumerable<BlobEntry> ListAsync(string prefix = "", CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<BlobFolder> ListFolderAsync(string folder = "", CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default) =>
        Task.FromException(exception);

    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
