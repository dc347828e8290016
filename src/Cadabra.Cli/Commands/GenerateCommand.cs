using System.CommandLine;
using Cadabra.Cli.Json;
using Cadabra.Cli.Options;
using Cadabra.Cli.Output;
using Cadabra.Cli.Steps;
using Cadabra.Orders.Generation;
using Cadabra.Orders.Generation.Replay;
using Cadabra.Orders.Generation.Simulation;
using Spectre.Console;

namespace Cadabra.Cli.Commands;

/// <summary><c>cadabra generate</c>: writes server logs, from a source CSV or of an invented shop.</summary>
internal sealed class GenerateCommand : VerbCommand
{
    private readonly Option<string?> _source = new("--source") { Description = "CSV of orders to replay, plain or gzip; the next run goes on where this one stops.", HelpName = "file" };
    private readonly Option<bool> _simulate = new("--simulate") { Description = "Invent a shop instead; the same for the same --seed." };
    private readonly Option<long?> _lines = OptionFactory.OptionalNumber<long>("--lines", "Most lines to write; without it all of the source, or a year of the invented shop.");
    private readonly Option<double?> _rate = OptionFactory.OptionalNumber<double>("--rate", "Lines a second; as fast as possible without it.");
    private readonly Option<string> _to = new("--to") { Description = "Folder of the logs.", HelpName = "dir", Required = true };
    private readonly Option<long> _seed = OptionFactory.Number("--seed", "Seed of the invented shop.", new ShopOptions().Seed);
    private readonly OutputParameters _output = new();

    public GenerateCommand()
        : base(
            "generate",
            "Write server logs: replay a CSV of orders, or invent a shop.",
            "cadabra generate --source orders.csv.gz --lines 5000 --rate 1000 --to shop/logs",
            "cadabra generate --simulate --lines 100000 --seed 7 --to shop/logs")
    {
        Add(_source);
        Add(_simulate);
        Add(_lines);
        Add(_rate);
        Add(_to);
        Add(_seed);
        _output.AddTo(this);
        Validators.Add(result =>
        {
            bool source = result.GetValue(_source) is not null;
            if (source == result.GetValue(_simulate))
            {
                result.AddError(source ? "Both --source and --simulate are given; choose one." : "Neither --source nor --simulate is given; say where the orders come from.");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = _output.Open(parsed);
        string to = parsed.GetValue(_to)!;
        GenerationResult result = parsed.GetValue(_source) is { } source
            ? await GenerateStep.ReplayAsync(
                new LogReplayOptions { Source = source, To = to, Lines = parsed.GetValue(_lines), LinesPerSecond = parsed.GetValue(_rate) },
                terminal,
                cancellationToken)
            : await GenerateStep.SimulateAsync(
                Shop(parsed),
                new ServerLogsOptions { To = to, LinesPerSecond = parsed.GetValue(_rate) },
                terminal,
                cancellationToken);

        if (result.SourceUsedUp && parsed.GetValue(_source) is not null)
        {
            terminal.Line(result.Lines == 0 ? "Every line of the source had been replayed before." : "That was the last line of the source.");
        }

        terminal.Line($"Logs are in {Markup.Escape(Path.GetFullPath(to))}");
        terminal.Json(new GenerateJson(result.Lines, result.Files, result.Bytes), CliJson.Default.GenerateJson);
        return ExitCode.Done;
    }

    private ShopOptions Shop(ParseResult parsed)
    {
        var shop = new ShopOptions { Seed = parsed.GetValue(_seed) };
        return parsed.GetValue(_lines) is { } lines ? shop with { Lines = lines } : shop;
    }
}
