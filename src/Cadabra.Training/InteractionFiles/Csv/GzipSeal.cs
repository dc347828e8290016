using System.IO.Compression;

namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>
/// A gzip member put behind a file to prove that it is whole. .NET's <see cref="GZipStream"/> ends silently where its input is cut off, and
/// ignores what follows a member without being one; only behind whole members does it come to the seal and give its content.
/// </summary>
internal static class GzipSeal
{
    /// <summary>Random bytes without a line ending, which no file can hold by chance.</summary>
    public static ReadOnlyMemory<byte> Content { get; } = new byte[] { 0x9f, 0x00, 0xe3, 0x51, 0xd8, 0x1c, 0xb7, 0x64, 0xfe, 0x02, 0x8d, 0x39, 0xc6, 0x75, 0xaa, 0x13 };

    /// <summary>The content as a gzip member.</summary>
    public static ReadOnlyMemory<byte> Member { get; } = Compress(Content);

    private static byte[] Compress(ReadOnlyMemory<byte> content)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest))
        {
            gzip.Write(content.Span);
        }

        return member.ToArray();
    }
}
