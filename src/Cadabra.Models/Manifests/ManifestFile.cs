namespace Cadabra.Models.Manifests;

/// <summary>What a manifest says of one file.</summary>
/// <param name="Sha256">SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Length">Length in bytes.</param>
public sealed record ManifestFile(string Sha256, long Length);
