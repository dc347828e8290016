using System.Security.Cryptography;

namespace Cadabra.Orders.Generation.Replay;

/// <summary>Tells one source file from another by content, so that a source may be moved or reached by another path between runs.</summary>
/// <param name="Path">Full path when last replayed; for messages only, not part of the identity.</param>
/// <param name="Length">Bytes as stored, before any decompression.</param>
/// <param name="Fingerprint">SHA-256 of the first and the last 64 KiB as stored, in lower-case hex.</param>
internal sealed record SourceIdentity(string Path, long Length, string Fingerprint)
{
    private const int Probe = 64 * 1024;

    /// <summary>Identifies a file.</summary>
    public static SourceIdentity Of(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] probe = new byte[Probe];
        hash.AppendData(probe, 0, file.ReadAtLeast(probe, Probe, throwOnEndOfStream: false));
        file.Position = Math.Max(0, file.Length - Probe);
        hash.AppendData(probe, 0, file.ReadAtLeast(probe, Probe, throwOnEndOfStream: false));
        return new SourceIdentity(System.IO.Path.GetFullPath(path), file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether both hold the same content, wherever they lie.</summary>
    public bool IsSameContent(SourceIdentity other) => Length == other.Length && Fingerprint == other.Fingerprint;
}
