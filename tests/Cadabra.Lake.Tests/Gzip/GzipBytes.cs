using System.IO.Compression;
using System.Text;

using Cadabra.Lake.Gzip;

namespace Cadabra.Lake.Tests.Gzip;

/// <summary>Makes gzip of any shape, and reads it strictly.</summary>
internal static class GzipBytes
{
    /// <summary>Gzip of nothing, as gzip(1) writes it; .NET's own writes no byte at all.</summary>
    public static byte[] OfNothing => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static byte[] Of(ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, level))
        {
            gzip.Write(content);
        }

        return content.IsEmpty ? OfNothing : bytes.ToArray();
    }

    /// <summary>The same member with every optional field in its header.</summary>
    public static byte[] WithFullHeader(ReadOnlySpan<byte> member)
    {
        byte[] header = [.. member[..3], 0x1F, .. member[4..10], 3, 0, 1, 2, 3, .. Encoding.ASCII.GetBytes("name.csv\0comment\0")];
        uint checksum = Crc32(header);
        return [.. header, (byte)checksum, (byte)(checksum >> 8), .. member[10..]];
    }

    /// <summary>The content, or null if it is damaged.</summary>
    public static async Task<byte[]?> ReadAsync(byte[] bytes, int mostAtOnce = int.MaxValue)
    {
        int before = Math.Min(bytes.Length, GzipDetector.Bytes);
        await using StrictGzipStream gzip = new(bytes.AsMemory(0, before), new TricklingStream(bytes[before..], mostAtOnce));
        using MemoryStream content = new();
        try
        {
            await gzip.CopyToAsync(content, TestContext.Current.CancellationToken);
            return content.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint register = uint.MaxValue;
        foreach (byte b in bytes)
        {
            register ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                register = (register & 1) == 0 ? register >> 1 : (register >> 1) ^ 0xEDB88320u;
            }
        }

        return ~register;
    }

    /// <summary>Gives its bytes in small reads, as a network does.</summary>
    private sealed class TricklingStream(byte[] bytes, int mostAtOnce) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, mostAtOnce)], cancellationToken);
    }
}
