using System.IO.Compression;

namespace Cadabra.Lake.Writing;

/// <summary>How logs become objects of a lake.</summary>
public sealed record LakeWriterOptions
{
    /// <summary>The stream that object names begin with, as a Firehose delivery stream is named. Default "cadabra". 1 to 64 characters of [A-Za-z0-9_.-].</summary>
    public string Stream { get; init; } = "cadabra";

    /// <summary>Whether objects are gzip (<c>.gz</c>, the default) or plain (<c>.log</c>).</summary>
    public bool Gzip { get; init; } = true;

    /// <summary>Compression of gzip objects. Default <see cref="CompressionLevel.Optimal"/>.</summary>
    public CompressionLevel Level { get; init; } = CompressionLevel.Optimal;

    /// <summary>
    /// Most bytes of log in one object, before compression; only a single line that is longer makes a longer object.
    /// Default 64 MiB, which a reader can hold in memory. Range: 1 byte to 1 GiB.
    /// </summary>
    public long MaxObjectBytes { get; init; } = 64 * 1024 * 1024;

    internal void Validate()
    {
        const long Most = 1024 * 1024 * 1024;
        if (MaxObjectBytes is < 1 or > Most)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxObjectBytes), MaxObjectBytes, $"Expected 1 to {Most:N0} bytes.");
        }
    }
}
