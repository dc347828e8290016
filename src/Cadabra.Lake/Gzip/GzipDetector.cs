namespace Cadabra.Lake.Gzip;

/// <summary>Tells gzip from plain logs by its first bytes. Names are no help: Firehose's may end in anything, and unpacking tools keep the name.</summary>
internal static class GzipDetector
{
    /// <summary>Bytes to look at.</summary>
    public const int Bytes = 3;

    private const byte Magic1 = 0x1F;
    private const byte Magic2 = 0x8B;
    private const byte Deflate = 8;

    /// <param name="begin">The object's first bytes, fewer than <see cref="Bytes"/> only if it has no more.</param>
    /// <param name="name">Its name, which decides only where there is no byte.</param>
    /// <exception cref="InvalidDataException">It was gzip once, but its first bytes are damaged; the message is part of a sentence.</exception>
    public static bool IsGzip(ReadOnlySpan<byte> begin, string name)
    {
        if (begin.IsEmpty)
        {
            return name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? throw new InvalidDataException("it is named .gz but is empty, and even gzip of nothing has some bytes")
                : false;
        }

        if (begin.Length >= 2 && begin[0] == Magic1 && begin[1] == Magic2)
        {
            return true;
        }

        // No log begins like the rest of a gzip header, which has control characters.
        bool remains = begin.Length < Bytes ? begin[0] == Magic1 : (begin[0] == Magic1 || begin[1] == Magic2) && begin[2] == Deflate;
        return remains
            ? throw new InvalidDataException($"it begins with the bytes {Convert.ToHexString(begin)}, a damaged gzip header")
            : false;
    }
}
