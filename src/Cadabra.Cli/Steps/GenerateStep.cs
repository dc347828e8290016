using System.Globalization;
using Cadabra.Cli.Output;
using Cadabra.Orders.Generation;
using Cadabra.Orders.Generation.Replay;
using Cadabra.Orders.Generation.Simulation;

namespace Cadabra.Cli.Steps;

/// <summary>Writes server logs and shows how that goes.</summary>
internal static class GenerateStep
{
    public static Task<GenerationResult> ReplayAsync(LogReplayOptions options, Terminal terminal, CancellationToken cancellationToken) =>
        terminal.Steps.RunAsync(
            "Replay orders",
            progress => Task.Run(() => new LogReplay(options, TimeProvider.System).RunAsync(options.Lines is { } lines ? new ShareOfLines(progress, lines) : null, cancellationToken), cancellationToken),
            Describe);

    public static Task<GenerationResult> SimulateAsync(ShopOptions shop, ServerLogsOptions options, Terminal terminal, CancellationToken cancellationToken) =>
        terminal.Steps.RunAsync(
            "Simulate a shop",
            progress => Task.Run(
                () => new ServerLogs(options, TimeProvider.System).WriteAsync(new ShopSimulator(shop).Simulate(), new ShareOfLines(progress, shop.Lines), cancellationToken),
                cancellationToken),
            Describe);

    private static string Describe(GenerationResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{result.Lines:N0} lines in {result.Files:N0} logs, {result.Bytes / 1e6:N1} MB");

    private sealed class ShareOfLines(IProgress<double> progress, long lines) : IProgress<long>
    {
        public void Report(long value) => progress.Report((double)value / lines);
    }
}
