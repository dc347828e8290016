using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

using Cadabra.Lake.Layout;
using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Buffers;
using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping.Tests.Rig;

/// <summary>One flow over a folder of logs, moved by hand: time passes, and the flow looks, only when a test says so.</summary>
internal sealed partial class ShippingRig : ISinkFactory, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private StateFolder? _state;
    private CheckpointStore? _store;
    private FlowRunner? _runner;

    public ShippingRig(string pattern = "*.log")
    {
        Directory.CreateDirectory(_folder["logs"]);
        Flow = new FlowConfig
        {
            FilePattern = Path.Combine(_folder["logs"], pattern),
            Lake = _folder["lake"],
            BufferBytes = 1 << 20,
            InitialPosition = InitialPosition.StartOfFile,
        };
    }

    public FlowConfig Flow { get; set; }

    public ManualTime Time { get; } = new();

    public FaultySink Sink { get; } = new();

    public CollectedLog<ShippingAgent> Said { get; } = new();

    public DiskBlobContainer Errors => new(_folder["errors"]);

    public string State => _folder["state"];

    public int MemoryBytes { get; set; } = 64 << 20;

    public BufferPool Memory { get; private set; } = new(0);

    public FlowRunner Runner => _runner!;

    public FlowStatus Status => Runner.Status();

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Full path of a log.</summary>
    public string this[string name] => Path.Combine(_folder["logs"], name);

    /// <summary>Flows that sinks were made for, in this order.</summary>
    public List<FlowConfig> SinksMade { get; } = [];

    public IShippingSink CreateSink(FlowConfig flow, AgentConfig config)
    {
        SinksMade.Add(flow);
        return Sink;
    }

    public IBlobContainer OpenErrors(FlowConfig flow, AgentConfig config) => Errors;

    public void Append(string name, string text) => Append(name, Encoding.Latin1.GetBytes(text));

    public void Append(string name, byte[] bytes)
    {
        using FileStream file = new(this[name], FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(bytes);
    }

    /// <summary>Truncates in place, as copytruncate and a writer that opens anew do.</summary>
    public void Truncate(string name, string text = "")
    {
        using FileStream file = new(this[name], FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>What the sink holds of the only log that was first seen under this name.</summary>
    public string Shipped(string name) => Assert.Single(ShippedLogs(name));

    public List<string> ShippedLogs(string name) => [.. Sink.Logs(name).Select(Encoding.Latin1.GetString)];

    /// <summary>Everything that was delivered of the only log, the lines among the errors included, in order of the log.</summary>
    public async Task<byte[]> ReadAllAsync()
    {
        List<(long Offset, byte[] Bytes)> parts = [.. Sink.Begun.Select(parcel => (parcel.Range.Offset, parcel.Bytes.ToArray()))];
        string? source = _store!.Logs().SingleOrDefault()?.Source;
        foreach (string text in Said.At(LogLevel.Warning))
        {
            if (TooLong().Match(text) is { Success: true } match)
            {
                LogRange range = new(source!, long.Parse(match.Groups["offset"].ValueSpan, Invariant), long.Parse(match.Groups["length"].ValueSpan, Invariant));
                BlobEntry entry = await Errors.ListAsync($"errors/{range.ToId()[..8]}/", Cancel).SingleAsync(Cancel);
                await using GZipStream gzip = new(await Errors.OpenReadAsync(entry.Name, Cancel), CompressionMode.Decompress);
                using MemoryStream bytes = new();
                await gzip.CopyToAsync(bytes, Cancel);
                parts.Add((range.Offset, bytes.ToArray()));
            }
        }

        return [.. parts.DistinctBy(part => part.Offset).OrderBy(part => part.Offset).SelectMany(part => part.Bytes)];
    }

    /// <summary>Starts the flow, as a process does; also again, after a stop or a crash.</summary>
    public async Task StartAsync()
    {
        _state = new StateFolder(State);
        _store = new CheckpointStore(_state, Time, Said);
        Memory = new BufferPool(MemoryBytes);
        AgentConfig config = new() { Flows = [Flow], StateFolder = State, MemoryBytes = MemoryBytes };
        _runner = new FlowRunner(new FlowContext(config, this, _store, Time, Said), Flow, Memory.Join(), once: false);
        await _runner.StartAsync(new HashSet<string>());
    }

    /// <summary>Lets a second pass, looks, and waits for all deliveries that begin.</summary>
    public async Task LookAsync(TimeSpan? after = null)
    {
        Time.Advance(after ?? TimeSpan.FromSeconds(1));
        do
        {
            Runner.Turn();
            if (!Runner.IsIdle)
            {
                await Runner.SleepAsync(TimeSpan.FromSeconds(1), Cancel);
            }
        }
        while (!Runner.IsIdle || Runner.HasEnded);
    }

    /// <summary>Looks and lets the interval pass, so that everything readable is shipped.</summary>
    public async Task ShipAllAsync()
    {
        await LookAsync();
        await LookAsync(Flow.BufferInterval);
        await LookAsync();
    }

    /// <summary>Lets a second pass and looks, without waiting for deliveries.</summary>
    public void Look()
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        Runner.Turn();
    }

    /// <summary>Lets time pass second by second, looking, while deliveries go on beside it.</summary>
    public async Task RunForAsync(TimeSpan span)
    {
        for (DateTimeOffset end = Time.GetUtcNow() + span; Time.GetUtcNow() < end;)
        {
            Look();
            await Task.Delay(1, Cancel);
        }
    }

    /// <summary>Waits for what other threads are about to do.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Delay(1, Cancel);
        }
    }

    /// <summary>Ends the flow as a crash does: nothing is delivered, recorded or waited for any more.</summary>
    public async Task CrashAsync()
    {
        if (_runner is not null)
        {
            await _runner.DisposeAsync();
            await _store!.DisposeAsync();
            _state!.Dispose();
            _runner = null;
        }
    }

    /// <summary>Ends the flow with all that it has recorded durable.</summary>
    public async Task StopAsync()
    {
        await _store!.FlushAsync();
        await CrashAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        _folder.Dispose();
    }

    [GeneratedRegex("a line of (?<length>[0-9]+) bytes at (?<offset>[0-9]+)")]
    private static partial Regex TooLong();
}
