using System.IO.Compression;
using Cadabra.Storage;

namespace Cadabra.Cloud.Tests.Sinks;

/// <summary>Reads back what lies in a lake.</summary>
internal static class LakeContents
{
    public static async Task<byte[]> ReadAsync(IBlobContainer lake, CancellationToken cancellationToken)
    {
        using MemoryStream all = new();
        await foreach (BlobEntry entry in lake.ListAsync("orders/", cancellationToken))
        {
            await using Stream stored = await lake.OpenReadAsync(entry.Name, cancellationToken);
            await using GZipStream lines = new(stored, CompressionMode.Decompress);
            await lines.CopyToAsync(all, cancellationToken);
        }

        return all.ToArray();
    }
}
