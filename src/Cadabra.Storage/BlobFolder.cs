namespace Cadabra.Storage;

/// <summary>One level of a container, as a listing with <c>/</c> for its delimiter shows it.</summary>
/// <param name="Folders">Names of the folders directly inside, each ended by <c>/</c>, in ordinal order; on disk one may turn out to be empty.</param>
/// <param name="Blobs">The blobs directly inside, in ordinal order of their names.</param>
public sealed record BlobFolder(IReadOnlyList<string> Folders, IReadOnlyList<BlobEntry> Blobs);
