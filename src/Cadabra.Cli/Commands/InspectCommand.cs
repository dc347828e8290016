using System.CommandLine;
using Cadabra.Cli.Json;
using Cadabra.Cli.Options;
using Cadabra.Cli.Output;
using Cadabra.Cli.Views;
using Cadabra.Training.Inspection;

namespace Cadabra.Cli.Commands;

/// <summary><c>cadabra inspect</c>: the data doctor.</summary>
internal sealed class InspectCommand : VerbCommand
{
    private readonly InputParameters _input = new();
    private readonly WeightingParameters _weighting = new();
    private readonly OutputParameters _output = new();

    public InspectCommand()
        : base(
            "inspect",
            "Read orders and say what is in them: lines kept, lines rejected and why, and what to mind before training.",
            "cadabra inspect --orders shop/lake",
            "cadabra inspect --orders orders.csv.gz --json")
    {
        _input.AddTo(this);
        _weighting.AddTo(this);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = _output.Open(parsed);
        InspectionReport report = Inspector.Inspect(await _input.ReadAsync(parsed, _weighting.Read(parsed), terminal, cancellationToken));
        InspectionView.Show(report, terminal);
        terminal.Json(InspectionView.ToJson(report), CliJson.Default.InspectJson);
        return ExitCode.Done;
    }
}
