using System.Globalization;
using Cadabra.Cli.Output;
using Cadabra.Lake.Writing;
using Cadabra.Orders.Generation;
using Cadabra.Storage;

namespace Cadabra.Cli.Steps;

/// <summary>Delivers finished logs to a lake and shows how that goes. The invented shop's time stands for the time of arrival.</summary>
internal static class DeliverStep
{
    public static Task<int> RunAsync(IReadOnlyList<GeneratedLog> logs, string lake, Terminal terminal, CancellationToken cancellationToken) =>
        terminal.Steps.RunAsync(
            "Deliver to the lake",
            progress => DeliverAsync(logs, lake, progress, cancellationToken),
            objects => string.Create(CultureInfo.InvariantCulture, $"{objects:N0} objects"));

    private static async Task<int> DeliverAsync(IReadOnlyList<GeneratedLog> logs, string lake, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var writer = new LakeWriter(new DiskBlobContainer(lake));
        int delivered = 0;
        int objects = 0;
        await Parallel.ForEachAsync(logs, cancellationToken, async (log, token) =>
        {
            var arrival = new DateTimeOffset(log.Started, TimeSpan.Zero);
            IReadOnlyList<string> names = await writer.PutFileAsync(log.Path, log.Path, arrival, token);
            Interlocked.Add(ref objects, names.Count);
            progress.Report((double)Interlocked.Increment(ref delivered) / logs.Count);
        });
        return objects;
    }
}
