using System.Runtime.CompilerServices;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Storage;

/// <summary>
/// Blobs as files of a folder. A put writes a file beside the blobs, flushes it to disk and renames it over the old one, so that a crash
/// at any instant leaves the old blob, the new blob or none, and at worst a file that no listing shows (<see cref="DeleteLeftovers"/>).
/// The folder entry itself is not flushed, since .NET has no portable call for it: after a power cut, not a crash, a put may prove undone.
/// </summary>
public sealed class DiskBlobContainer : IBlobContainer
{
    private const int BufferSize = 64 * 1024;
    private const int MaxMoveAttempts = 100;

    /// <param name="folder">The folder; it is created by the first put.</param>
    public DiskBlobContainer(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Location = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
    }

    public string Location { get; }

    public async IAsyncEnumerable<BlobEntry> ListAsync(string prefix = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalidPrefix(prefix);
        int start = prefix.LastIndexOf('/') + 1;

        // File systems have no asynchronous listing.
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (BlobEntry entry in DiskListing.Walk(Location, prefix[..start], prefix[start..]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    public Task<BlobFolder> ListFolderAsync(string folder = "", CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalidFolder(folder);
        cancellationToken.ThrowIfCancellationRequested();
        List<string> folders = [];
        List<BlobEntry> blobs = [];
        foreach ((string name, long? length) in DiskListing.Level(Location, folder, start: ""))
        {
            if (length is long known)
            {
                blobs.Add(new BlobEntry(name, known));
            }
            else
            {
                folders.Add(name);
            }
        }

        return Task.FromResult(new BlobFolder(folders, blobs));
    }

    public Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalid(name);
        cancellationToken.ThrowIfCancellationRequested();
        long? length = DiskListing.LengthOf(new FileInfo(PathOf(name)));
        return Task.FromResult(length is long known ? new BlobEntry(name, known) : null);
    }

    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalid(name);
        cancellationToken.ThrowIfCancellationRequested();
        string path = PathOf(name);
        try
        {
            // Sharing everything lets a put replace the blob while it is read; this reader goes on with the old bytes.
            return Task.FromResult<Stream>(new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.SequentialScan));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
        {
            throw new FileNotFoundException($"There is no blob '{name}' in '{Location}'.", path, e);
        }
    }

    public async Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalid(name);
        ArgumentNullException.ThrowIfNull(write);
        cancellationToken.ThrowIfCancellationRequested();
        Directory.CreateDirectory(Location);
        string partial = PartialFile.NewPath(Location);
        try
        {
            FileStream stream = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellationToken).ConfigureAwait(false);
            }

            FlushToDisk(partial);
            cancellationToken.ThrowIfCancellationRequested();
            MoveIntoPlace(partial, PathOf(name));
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        BlobName.ThrowIfInvalid(name);
        cancellationToken.ThrowIfCancellationRequested();
        string path = PathOf(name);
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is DirectoryNotFoundException || Directory.Exists(path))
        {
            return Task.CompletedTask;
        }

        DeleteEmptyParents(path);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Deletes what puts of this container left behind when their process died: partial files not written to for
    /// <paramref name="minimumAge"/>, which must be longer than any put that is still running may pause.
    /// </summary>
    /// <returns>How many there were.</returns>
    public int DeleteLeftovers(TimeSpan minimumAge)
    {
        if (!Directory.Exists(Location))
        {
            return 0;
        }

        DateTime newest = DateTime.UtcNow - minimumAge;
        int deleted = 0;
        EnumerationOptions hiddenToo = new() { AttributesToSkip = FileAttributes.None };
        foreach (FileInfo file in new DirectoryInfo(Location).EnumerateFiles(PartialFile.Pattern, hiddenToo))
        {
            if (PartialFile.IsName(file.Name) && file.LastWriteTimeUtc <= newest)
            {
                file.Delete();
                deleted++;
            }
        }

        return deleted;
    }

    private static void FlushToDisk(string path)
    {
        // Opened anew, because the writer may have disposed its stream; the flush covers the file, not only this handle's writes.
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.FlushToDisk(handle);
    }

    private static void MoveIntoPlace(string partial, string target)
    {
        string folder = Path.GetDirectoryName(target)!;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.CreateDirectory(folder);
                File.Move(partial, target, overwrite: true);
                return;
            }
            catch (IOException) when (attempt < MaxMoveAttempts && File.Exists(partial))
            {
                // A delete found the folder still empty and took it away: between the two calls, or within the first, which then finds neither that
                // it could make the folder nor that it is there. Any other failure shows itself again.
            }
        }
    }

    private void DeleteEmptyParents(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        while (folder.Length > Location.Length)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not empty, or not ours to delete: an empty folder is no blob, so nothing is wrong.
                return;
            }

            folder = Path.GetDirectoryName(folder)!;
        }
    }

    private string PathOf(string name) => Path.Combine(Location, name);
}
