using System.IO.Pipes;

using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Shipping.Tests.Crash;

/// <summary>The agent of the child process: a lake on disk, small parcels, short waits, so that each of its short lives goes through every stage often.</summary>
internal sealed class KilledAgent : ISinkFactory
{
    /// <summary>Makes ready, and begins when the parent says so.</summary>
    /// <param name="task">Folder and name of the parent's pipe.</param>
    public static async Task RunAsync(string task)
    {
        string[] parts = task.Split('|');
        await WarmUpAsync();
        await using NamedPipeClientStream parent = new(".", parts[1], PipeDirection.InOut);
        await parent.ConnectAsync();
        byte[] mode = new byte[1];
        if (await parent.ReadAsync(mode) == 1)
        {
            await RunAsync(parts[0], once: mode[0] == AgentProcess.Once);
        }
    }

    private static async Task RunAsync(string folder, bool once)
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
        await agent.RunAsync(once, CancellationToken.None);
    }

    /// <summary>Ships a file elsewhere, so that the code is compiled before the short life begins.</summary>
    private static async Task WarmUpAsync()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["logs"]);
        await File.WriteAllTextAsync(folder["logs/shop.log"], "1\n2");
        await RunAsync(folder.FullPath, once: true);
    }

    public IShippingSink CreateSink(FlowConfig flow, AgentConfig config) => new LakeSink(new DiskBlobContainer(flow.Lake!), flow.Compression);

    public IBlobContainer OpenErrors(FlowConfig flow, AgentConfig config) => new DiskBlobContainer(flow.Lake!);
}
