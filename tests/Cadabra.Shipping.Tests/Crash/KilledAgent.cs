using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Shipping.Tests.Crash;

/// <summary>The agent of the child process: a lake on disk, small parcels, short waits, so that each of its short lives goes through every stage often.</summary>
internal sealed class KilledAgent : ISinkFactory
{
    public static async Task RunAsync(string folder, bool once, CancellationToken cancellationToken)
    {
        FlowConfig flow = new()
        {
            FilePattern = Path.Combine(folder, "logs", "*.log"),
            Lake = Path.Combine(folder, "lake"),
            InitialPosition = InitialPosition.StartOfFile,
            BufferBytes = 4096,
            BufferInterval = TimeSpan.FromMilliseconds(40),
        };
        AgentConfig config = new() { Flows = [flow], StateFolder = Path.Combine(folder, "state") };
        using ShippingAgent agent = new(config, new KilledAgent());
        await agent.RunAsync(once, cancellationToken);
    }

    /// <summary>Ships a file elsewhere, so that the code is compiled before the short life begins.</summary>
    public static async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["logs"]);
        await File.WriteAllTextAsync(folder["logs/shop.log"], "1\n2", cancellationToken);
        await RunAsync(folder.FullPath, once: true, cancellationToken);
    }

    public IShippingSink CreateSink(FlowConfig flow, AgentConfig config) => new LakeSink(new DiskBlobContainer(flow.Lake!), flow.Compression);

    public IBlobContainer OpenErrors(FlowConfig flow, AgentConfig config) => new DiskBlobContainer(flow.Lake!);
}
