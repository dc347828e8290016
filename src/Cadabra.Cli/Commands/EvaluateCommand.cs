using System.CommandLine;
using Cadabra.Cli.Json;
using Cadabra.Cli.Options;
using Cadabra.Cli.Output;
using Cadabra.Cli.Steps;
using Cadabra.Cli.Views;
using Cadabra.Recommender.Als;
using Cadabra.Training.Data;
using Cadabra.Training.Evaluation;
using Cadabra.Training.Splits;

namespace Cadabra.Cli.Commands;

/// <summary><c>cadabra evaluate</c>: how good a model with these parameters would have been.</summary>
internal sealed class EvaluateCommand : VerbCommand
{
    private static readonly EvaluationOptions Defaults = new();

    private readonly InputParameters _input = new();
    private readonly WeightingParameters _weighting = new();
    private readonly AlsParameters _als = new();
    private readonly SplitParameters _split = new();
    private readonly OutputParameters _output = new();

    private readonly Option<int[]> _at = OptionFactory.Numbers("--at", "Length of the list that is judged; repeats.", [.. Defaults.At]);

    private readonly Option<Choice<RepeatHandling>> _repeats = OptionFactory.Repeats("Whether products that the customer had bought before count.");

    public EvaluateCommand()
        : base(
            "evaluate",
            "Train on a part of the orders, test on the rest, and compare with recommending what is popular.",
            "cadabra evaluate --orders shop/lake",
            "cadabra evaluate --orders orders.csv.gz --split time --test-from 2011-11-01 --at 10 --at 20 --json")
    {
        _input.AddTo(this);
        _weighting.AddTo(this);
        _als.AddTo(this);
        _split.AddTo(this);
        Add(_at);
        Add(_repeats);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = _output.Open(parsed);
        AlsOptions als = _als.Read(parsed);
        SplitOptions split = _split.Read(parsed, als.Seed);
        var options = new EvaluationOptions { At = parsed.GetValue(_at)!, Repeats = parsed.GetValue(_repeats).Value };
        options.Validate();
        TrainingInput input = await _input.ReadAsync(parsed, _weighting.Read(parsed), terminal, cancellationToken);
        terminal.Warn(input.Warnings);
        EvaluationReport report = await EvaluateStep.RunAsync(input.Data, split, als, options, terminal, cancellationToken);
        EvaluationView.Show(report, terminal);
        terminal.Json(EvaluationView.ToJson(report), CliJson.Default.EvaluateJson);
        return ExitCode.Done;
    }
}
