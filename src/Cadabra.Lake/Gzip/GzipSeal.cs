using System.IO.Compression;

namespace Cadabra.Lake.Gzip;

/// <summary>
/// A gzip member of our own, put behind an object's last byte while it is inflated. Its content comes out behind the object's if, and only if,
/// the object is whole. If the object is cut off, the seal is taken for the missing bytes, and no checksum fits; if something follows that is
/// no member, inflating ends there and never gets to the seal.
/// </summary>
internal static class GzipSeal
{
    /// <summary>Sixteen random bytes, drawn once; that a damaged object inflates to something that ends in them is as likely as two equal UUIDs.</summary>
    public static ReadOnlySpan<byte> Content => [0x9E, 0x41, 0xC7, 0x0B, 0xF2, 0x5D, 0x83, 0x16, 0x6A, 0xD8, 0x3F, 0xE5, 0x97, 0x20, 0xBC, 0x74];

    public static ReadOnlyMemory<byte> Member { get; } = Compress();

    private static byte[] Compress()
    {
        using MemoryStream member = new();
        using (GZipStream gzip = new(member, CompressionLevel.Optimal))
        {
            gzip.Write(Content);
        }

        return member.ToArray();
    }
}
