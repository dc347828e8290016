using System.IO.Compression;
using System.Text;
using System.Text.Json;

using Cadabra.Lake.Layout;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Processing;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Shipping.Tests.Processing;

/// <summary>A processor with a folder for its errors, and what tests ask of both again and again.</summary>
internal sealed class CsvParcels : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DiskBlobContainer _errors;
    private readonly CsvToJsonProcessor _processor;

    public CsvParcels(CsvToJson options)
    {
        _errors = new DiskBlobContainer(_folder.FullPath);
        _processor = new CsvToJsonProcessor(options, _errors, lines => ErrorLines += lines);
    }

    /// <summary>Bad lines counted so far.</summary>
    public long ErrorLines { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A parcel of <paramref name="bytes"/>, by default not the first of its log.</summary>
    public static Parcel Parcel(byte[] bytes, long offset = 1_000) =>
        new(new LogRange("host:/var/log/orders.log", offset, bytes.Length), new DateTimeOffset(2011, 11, 11, 5, 0, 12, TimeSpan.Zero), bytes);

    /// <summary>What becomes of lines of Latin-1.</summary>
    public Task<string> Process(string lines) => Process(Parcel(Encoding.Latin1.GetBytes(lines)));

    public async Task<string> Process(Parcel parcel) => Encoding.UTF8.GetString((await _processor.ProcessAsync(parcel, Cancel)).Span);

    /// <summary>Names of the error objects.</summary>
    public async Task<List<string>> ErrorNames()
    {
        List<string> names = [];
        await foreach (BlobEntry entry in _errors.ListAsync(cancellationToken: Cancel))
        {
            names.Add(entry.Name);
        }

        return names;
    }

    /// <summary>What the only error object holds; nothing if there is none.</summary>
    public async Task<byte[]> ErrorBytes()
    {
        List<string> names = await ErrorNames();
        if (names.Count == 0)
        {
            return [];
        }

        await using Stream stream = await _errors.OpenReadAsync(Assert.Single(names), Cancel);
        await using GZipStream gzip = new(stream, CompressionMode.Decompress);
        using MemoryStream bytes = new();
        await gzip.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    /// <summary>Keys and values of each line of JSON, in order.</summary>
    public static List<(string Key, string Value)[]> Parse(string json) =>
        [.. json.Split('\n')[..^1].Select(line => JsonDocument.Parse(line).RootElement.EnumerateObject()
            .Select(property => (property.Name, property.Value.GetString()!)).ToArray())];

    public void Dispose() => _folder.Dispose();
}
