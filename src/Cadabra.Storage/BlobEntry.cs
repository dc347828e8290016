namespace Cadabra.Storage;

/// <summary>A blob as a listing shows it.</summary>
/// <param name="Name">Name relative to its container.</param>
/// <param name="Length">Length in bytes.</param>
public sealed record BlobEntry(string Name, long Length);
