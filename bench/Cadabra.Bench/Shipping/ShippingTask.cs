using System.Diagnostics;
using System.IO.Compression;

using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Bench.Shipping;

/// <summary>One piece of work over <c>shop.log</c>, measured in this process.</summary>
internal sealed class ShippingTask : ISinkFactory
{
    /// <summary>How long idle files are watched.</summary>
    public const double IdleSeconds = 20;

    private const int ParcelBytes = 16 << 20;
    private const int IdleFiles = 1000;

    public static ShippingMeasurement Run(string task, string folder)
    {
        if (task == "idle")
        {
            return InFolder(folder, work => new ShippingMeasurement(IdleAsync(work).GetAwaiter().GetResult(), 0));
        }

        // An agent runs for months: the first pass is for the compiler, which would weigh as much as a gigabyte.
        string log = Path.Combine(folder, "shop.log");
        InFolder(folder, work => Measure(task, log, work));
        return InFolder(folder, work => Measure(task, log, work));
    }

    public IShippingSink CreateSink(FlowConfig flow, AgentConfig config) => new LakeSink(new DiskBlobContainer(flow.Lake!), flow.Compression);

    public IBlobContainer OpenErrors(FlowConfig flow, AgentConfig config) => new DiskBlobContainer(flow.Lake!);

    private static ShippingMeasurement InFolder(string folder, Func<string, ShippingMeasurement> measure)
    {
        string work = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName;
        try
        {
            return measure(work);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static ShippingMeasurement Measure(string task, string log, string work)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        switch (task)
        {
            case "compress":
                Copy(log, work, static target => new GZipStream(target, CompressionLevel.Fastest));
                break;
            case "copy":
                Copy(log, work, static target => target);
                break;
            case "ship-gzip":
                ShipAsync(log, work, FlowCompression.Gzip).GetAwaiter().GetResult();
                break;
            case "ship-none":
                ShipAsync(log, work, FlowCompression.None).GetAwaiter().GetResult();
                break;
            default:
                throw new ArgumentException($"There is no task '{task}'.", nameof(task));
        }

        self.Refresh();
        return new ShippingMeasurement((self.TotalProcessorTime - before).TotalSeconds, self.PeakWorkingSet64 / (double)(1 << 20));
    }

    /// <summary>The least that anybody has to do: read a parcel's worth, write it as a file of its own, flush it.</summary>
    private static void Copy(string log, string folder, Func<Stream, Stream> wrap)
    {
        byte[] parcel = new byte[ParcelBytes];
        using FileStream file = new(log, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        int number = 0;
        for (int count; (count = file.ReadAtLeast(parcel, parcel.Length, throwOnEndOfStream: false)) > 0; number++)
        {
            using FileStream target = new(Path.Combine(folder, $"{number}"), FileMode.CreateNew, FileAccess.Write);
            using (Stream wrapped = wrap(target))
            {
                wrapped.Write(parcel, 0, count);
                wrapped.Flush();
                target.Flush(flushToDisk: true);
            }
        }
    }

    private static async Task ShipAsync(string log, string folder, FlowCompression compression)
    {
        using ShippingAgent agent = new(Config(log, folder, compression), new ShippingTask());
        await agent.RunAsync(once: true, CancellationToken.None);
        long length = new FileInfo(log).Length;
        if (agent.Status().Flows[0].Bytes != length)
        {
            throw new InvalidOperationException($"Shipped {agent.Status().Flows[0].Bytes:N0} of {length:N0} bytes.");
        }
    }

    private static async Task<double> IdleAsync(string folder)
    {
        for (int i = 0; i < IdleFiles; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"idle-{i}.log"), $"{i}\n");
        }

        using ShippingAgent agent = new(Config(Path.Combine(folder, "*.log"), folder, FlowCompression.None), new ShippingTask());
        using CancellationTokenSource stopping = new();
        Task running = agent.RunAsync(once: false, stopping.Token);

        // Past the time in which a file that has just grown is looked at more closely.
        await Task.Delay(TimeSpan.FromSeconds(75));
        using Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(IdleSeconds));
        self.Refresh();
        double seconds = (self.TotalProcessorTime - before).TotalSeconds;
        await stopping.CancelAsync();
        await running;
        return seconds;
    }

    private static AgentConfig Config(string pattern, string folder, FlowCompression compression) => new()
    {
        Flows =
        [
            new FlowConfig
            {
                FilePattern = pattern,
                Lake = Path.Combine(folder, "lake"),
                Compression = compression,
                BufferBytes = ParcelBytes,
                InitialPosition = InitialPosition.StartOfFile,
            },
        ],
        StateFolder = Path.Combine(folder, "state"),
    };
}
