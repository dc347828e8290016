using System.Security.Cryptography;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Files;

/// <summary>What some bytes of a log were, to tell later whether they still are.</summary>
/// <param name="Length">Number of bytes, <see cref="MaxLength"/> at most.</param>
/// <param name="Hash">First 16 bytes of their SHA-256 in hex; empty for no bytes.</param>
internal sealed record Fingerprint(int Length, string Hash)
{
    /// <summary>Enough for the first lines of an order log to differ from those of any other.</summary>
    public const int MaxLength = 1024;

    private const int HashBytes = 16;

    public static Fingerprint None { get; } = new(0, "");

    public static Fingerprint Of(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? None : new(bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, HashBytes)));

    /// <summary>Whether the file holds these bytes at <paramref name="offset"/>.</summary>
    public bool Matches(SafeFileHandle file, long offset)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        return Length == 0 || (Length <= MaxLength && offset >= 0 && Read(file, offset, bytes[..Length]) == Length && Of(bytes[..Length]) == this);
    }

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    public static int Read(SafeFileHandle file, long offset, Span<byte> into)
    {
        int count = 0;
        for (int read; count < into.Length && (read = RandomAccess.Read(file, into[count..], offset + count)) > 0; count += read)
        {
        }

        return count;
    }
}
