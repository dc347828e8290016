using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cadabra.Lake.Layout;

/// <summary>A run of bytes of one log, and so the identity of the lake object that holds them.</summary>
/// <param name="Source">
/// What tells this log from every other that is delivered to the same lake, and stays the same when it is delivered again:
/// a file's path with its host, or its device and inode. The path alone does not tell a rotated log from its successor.
/// </param>
/// <param name="Offset">First byte, from the beginning of the log.</param>
/// <param name="Length">Number of bytes.</param>
public sealed record LogRange(string Source, long Offset, long Length)
{
    /// <summary>
    /// 36 characters of a UUID of version 8 (RFC 9562), taken from the SHA-256 of the source's UTF-8, a zero byte, and offset and length
    /// as little-endian 64-bit integers. Equal ranges have equal ids on every machine, so a range that is shipped again overwrites its object.
    /// </summary>
    public string ToId()
    {
        int sourceBytes = Encoding.UTF8.GetByteCount(Source);
        byte[] identity = new byte[sourceBytes + 1 + (2 * sizeof(long))];
        Encoding.UTF8.GetBytes(Source, identity);
        BinaryPrimitives.WriteInt64LittleEndian(identity.AsSpan(sourceBytes + 1), Offset);
        BinaryPrimitives.WriteInt64LittleEndian(identity.AsSpan(sourceBytes + 1 + sizeof(long)), Length);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(identity, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }
}
