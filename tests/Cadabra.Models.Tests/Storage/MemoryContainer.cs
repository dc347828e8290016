using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Cadabra.Storage;

namespace Cadabra.Models.Tests.Storage;

/// <summary>Blobs in memory, whole or not at all, as the contract says.</summary>
internal sealed class MemoryContainer : IBlobContainer
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    public string Location => "/store";

    public IReadOnlyList<string> Names => [.. _blobs.Keys.Order(StringComparer.Ordinal)];

    public byte[] this[string name]
    {
        get => _blobs[name];
        set => _blobs[name] = value;
    }

    public async IAsyncEnumerable<BlobEntry> ListAsync(
        string prefix = "",
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach ((string name, byte[] content) in _blobs.ToArray().Where(blob => blob.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(blob => blob.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new BlobEntry(name, content.Length);
        }
    }

    public async Task<BlobFolder> ListFolderAsync(string folder = "", CancellationToken cancellationToken = default)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        var blobs = new List<BlobEntry>();
        await foreach (BlobEntry blob in ListAsync(folder, cancellationToken))
        {
            int slash = blob.Name.IndexOf('/', folder.Length);
            if (slash < 0)
            {
                blobs.Add(blob);
            }
            else
            {
                folders.Add(blob.Name[..(slash + 1)]);
            }
        }

        return new BlobFolder([.. folders], blobs);
    }

    public async Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return _blobs.TryGetValue(name, out byte[]? content) ? new BlobEntry(name, content.Length) : null;
    }

    public async Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return _blobs.TryGetValue(name, out byte[]? content)
            ? new MemoryStream(content, writable: false)
            : throw new FileNotFoundException($"There is no blob {name}.", name);
    }

    public async Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        using var buffer = new MemoryStream();
        await write(buffer, cancellationToken);
        _blobs[name] = buffer.ToArray();
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        _blobs.TryRemove(name, out _);
    }
}
