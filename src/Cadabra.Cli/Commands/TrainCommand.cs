using System.CommandLine;
using Cadabra.Cli.Json;
using Cadabra.Cli.Options;
using Cadabra.Cli.Output;
using Cadabra.Cli.Steps;
using Cadabra.Cli.Views;
using Cadabra.Recommender.Als;
using Cadabra.Training.Data;

namespace Cadabra.Cli.Commands;

/// <summary><c>cadabra train</c>: fits a model and stores it.</summary>
internal sealed class TrainCommand : VerbCommand
{
    private readonly InputParameters _input = new();
    private readonly WeightingParameters _weighting = new();
    private readonly AlsParameters _als = new();
    private readonly StoreParameters _store = new();
    private readonly Option<bool> _noPublish = new("--no-publish") { Description = "Store the model without making it the current one." };
    private readonly OutputParameters _output = new();

    public TrainCommand()
        : base(
            "train",
            "Fit a model to orders and store it; it becomes the store's current model.",
            "cadabra train --orders shop/lake --store shop/store",
            "cadabra train --orders orders.csv.gz --product-key first-five-digits --rank 128 --json")
    {
        _input.AddTo(this);
        _weighting.AddTo(this);
        _als.AddTo(this);
        _store.AddTo(this);
        Add(_noPublish);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = _output.Open(parsed);
        AlsOptions options = _als.Read(parsed);
        TrainingInput input = await _input.ReadAsync(parsed, _weighting.Read(parsed), terminal, cancellationToken);
        terminal.Warn(input.Warnings);
        StoredTraining training = await TrainStep.RunAsync(input, options, _store.Read(parsed), publish: !parsed.GetValue(_noPublish), terminal, cancellationToken);
        TrainingView.Show(training, terminal);
        terminal.Json(TrainingView.ToJson(training), CliJson.Default.TrainJson);
        return ExitCode.Done;
    }
}
