using System.CommandLine;
using System.Net;
using Cadabra.Cli.Json;
using Cadabra.Cli.Options;
using Cadabra.Cli.Output;
using Cadabra.Cli.Shipping;
using Cadabra.Cli.Steps;
using Cadabra.Cli.Views;
using Cadabra.Shipping.Configuration;

namespace Cadabra.Cli.Commands;

/// <summary><c>cadabra ship</c>: carries the logs of a server into a lake or a delivery stream.</summary>
internal sealed class ShipCommand : VerbCommand
{
    private readonly ShipParameters _what = new();
    private readonly Option<bool> _once = new("--once") { Description = "End when everything that the files hold now is delivered." };
    private readonly Option<bool> _check = new("--check") { Description = "Check and explain the configuration, and ship nothing." };
    private readonly OutputParameters _output = new();

    public ShipCommand()
        : base(
            "ship",
            "Ship order logs to a lake or to Amazon Data Firehose: no line lost, in a lake none twice.",
            "cadabra ship --logs 'shop/logs/*.log' --lake shop/lake --once",
            "cadabra ship --config agent.json --check",
            "cadabra ship --config agent.json --listen 127.0.0.1:9273")
    {
        _what.AddTo(this);
        Add(_once);
        Add(_check);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = _output.Open(parsed);
        AgentConfig config = _what.Read(parsed);
        if (parsed.GetValue(_check))
        {
            ShipView.Explain(config, terminal);
            return ExitCode.Done;
        }

        terminal.Warn(config.Warnings);
        if (parsed.GetValue(_once))
        {
            ShipJson result = await ShipStep.RunAsync(config, terminal, cancellationToken);
            terminal.Json(result, CliJson.Default.ShipJson);
            return ExitCode.Done;
        }

        IPEndPoint? listen = _what.Listen(parsed);
        await using var service = new ShippingService(config, () => _what.Read(parsed), listen);
        bool terminated = await service.RunAsync(cancellationToken);
        terminal.Json(service.Result(), CliJson.Default.ShipJson);
        return terminated ? ExitCode.Done : ExitCode.Interrupted;
    }
}
