using System.IO.Compression;
using System.Text;

using Cadabra.Storage;

namespace Cadabra.Shipping.Tests.Crash;

/// <summary>The lines of a lake, read object by object as they come.</summary>
internal sealed class DeliveredLines(string lake)
{
    private readonly HashSet<string> _objects = [];
    private readonly Dictionary<string, int> _lines = [];

    /// <summary>How often each line is in the lake; it never changes an object that it has seen.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ReadAsync(CancellationToken cancellationToken)
    {
        DiskBlobContainer blobs = new(lake);
        await foreach (BlobEntry entry in blobs.ListAsync("orders/", cancellationToken))
        {
            if (_objects.Add(entry.Name))
            {
                await using GZipStream gzip = new(await blobs.OpenReadAsync(entry.Name, cancellationToken), CompressionMode.Decompress);
                using StreamReader reader = new(gzip, Encoding.Latin1);
                string text = await reader.ReadToEndAsync(cancellationToken);
                foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    _lines[line] = _lines.GetValueOrDefault(line) + 1;
                }
            }
        }

        return _lines;
    }
}
