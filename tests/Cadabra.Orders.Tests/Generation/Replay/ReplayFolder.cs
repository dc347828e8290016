using System.IO.Compression;
using System.Text;
using Cadabra.Orders.Generation;
using Cadabra.Orders.Generation.Replay;

namespace Cadabra.Orders.Tests.Generation.Replay;

/// <summary>A source and the folder it is replayed into.</summary>
internal sealed class ReplayFolder : IDisposable
{
    public const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    private readonly TemporaryFolder _folder = new();

    public string To => _folder["logs"];

    public string Source { get; set; } = "";

    public string PositionPath => Path.Combine(To, ".replay.json");

    /// <summary>All that has been logged, log after log in the order of their names.</summary>
    public byte[] Logged => [.. Directory.GetFiles(To, "*.log").Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];

    public string LoggedText => Encoding.Latin1.GetString(Logged);

    public string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();

    /// <summary>Makes a source of this text, a byte for each character.</summary>
    public ReplayFolder WithSource(string content, bool gzip = false)
    {
        Source = _folder[gzip ? "orders.csv.gz" : "orders.csv"];
        byte[] bytes = Encoding.Latin1.GetBytes(content);
        if (gzip)
        {
            using var compressed = new MemoryStream();
            using (var compress = new GZipStream(compressed, CompressionLevel.Fastest))
            {
                compress.Write(bytes);
            }

            bytes = compressed.ToArray();
        }

        File.WriteAllBytes(Source, bytes);
        return this;
    }

    public Task<GenerationResult> RunAsync(
        long? lines = null, double? rate = null, TimeProvider? time = null, Action<long>? progress = null, string? to = null, CancellationToken cancellationToken = default)
    {
        var replay = new LogReplay(new LogReplayOptions { Source = Source, To = to ?? To, Lines = lines, LinesPerSecond = rate }, time ?? new SelfAdvancingTime());
        return replay.RunAsync(progress is null ? null : new ProgressCallback(progress), cancellationToken);
    }
}
