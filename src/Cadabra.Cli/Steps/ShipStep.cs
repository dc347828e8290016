using System.Globalization;
using Cadabra.Cli.Json;
using Cadabra.Cli.Output;
using Cadabra.Cli.Shipping;
using Cadabra.Cli.Views;
using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Configuration;
using Microsoft.Extensions.Logging;

namespace Cadabra.Cli.Steps;

/// <summary>Runs the agent until everything that is in the files now is delivered, and shows how that goes.</summary>
internal static class ShipStep
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    public static Task<ShipJson> RunAsync(AgentConfig config, Terminal terminal, CancellationToken cancellationToken) =>
        terminal.Steps.RunAsync("Ship the logs", progress => ShipAsync(config, progress, cancellationToken), Describe);

    private static async Task<ShipJson> ShipAsync(AgentConfig config, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var sinks = new ShippingSinks();
        using ILoggerFactory logging = AgentLogging.Create(LogLevel.Warning);
        using var agent = new ShippingAgent(config, sinks, TimeProvider.System, logging.CreateLogger<ShippingAgent>());
        Task running = Task.Run(() => agent.RunAsync(once: true, cancellationToken), CancellationToken.None);
        while (await Task.WhenAny(running, Task.Delay(LookInterval, CancellationToken.None)) != running)
        {
            AgentStatus status = agent.Status();
            double shipped = status.Flows.Sum(flow => flow.Bytes);
            double all = shipped + status.Flows.Sum(flow => flow.LagBytes);
            progress.Report(all > 0 ? shipped / all : 0);
        }

        await running;
        cancellationToken.ThrowIfCancellationRequested();
        return ShipView.ToJson(config, agent.Status());
    }

    private static string Describe(ShipJson result)
    {
        string taken = result.Records > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{result.Records:N0} records")
            : string.Create(CultureInfo.InvariantCulture, $"{result.Objects:N0} objects");
        return string.Create(CultureInfo.InvariantCulture, $"{result.Lines:N0} lines in {taken}");
    }
}
