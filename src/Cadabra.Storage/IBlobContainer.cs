namespace Cadabra.Storage;

/// <summary>
/// A set of named byte objects that appear whole or not at all: a folder on disk, or a prefix of an S3 bucket.
/// Names follow <see cref="BlobName"/>: relative, with <c>/</c> as separator on every platform; others throw <see cref="ArgumentException"/>.
/// Implementations are safe for concurrent use.
/// </summary>
public interface IBlobContainer
{
    /// <summary>Where the container lies, as a person would type it: a full folder path or an <c>s3://</c> URI.</summary>
    string Location { get; }

    /// <summary>Lists the blobs whose name begins with <paramref name="prefix"/>, in ordinal order of their names. A container that does not exist yet is empty.</summary>
    IAsyncEnumerable<BlobEntry> ListAsync(string prefix = "", CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists one level: the blobs and the folders directly in <paramref name="folder"/>, which is empty for the container itself or else ends in <c>/</c>.
    /// It lets a reader that knows the layout leave out whole folders without listing what is in them.
    /// </summary>
    Task<BlobFolder> ListFolderAsync(string folder = "", CancellationToken cancellationToken = default);

    /// <summary>Looks up one blob; null if there is none of that name.</summary>
    Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Opens a blob for reading from its first byte. The caller disposes the stream.</summary>
    /// <exception cref="FileNotFoundException">There is no blob of that name.</exception>
    Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a blob through <paramref name="write"/> and makes it visible under its name only when that has returned and the bytes are durable.
    /// An existing blob is replaced as a whole. The stream is for writing only; <paramref name="write"/> may dispose it.
    /// If <paramref name="write"/> throws or is cancelled, nothing changes and nothing is left behind.
    /// </summary>
    Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default);

    /// <summary>Deletes a blob; a missing one is no error.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken = default);
}
