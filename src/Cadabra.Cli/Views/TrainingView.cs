using System.Globalization;
using Cadabra.Cli.Json;
using Cadabra.Cli.Output;
using Cadabra.Cli.Steps;
using Cadabra.Models.Manifests;
using Cadabra.Training;
using Spectre.Console;

namespace Cadabra.Cli.Views;

/// <summary>A finished training for people and for programs.</summary>
internal static class TrainingView
{
    public static TrainJson ToJson(StoredTraining training)
    {
        TrainingResult result = training.Result;
        ManifestCounts counts = result.Model.Manifest.Counts;
        return new TrainJson(
            training.ModelPath,
            counts.Customers,
            counts.Products,
            counts.Interactions,
            counts.Lines,
            counts.Rejected,
            new TrainSecondsJson(training.ReadTime.TotalSeconds, result.Elapsed.TotalSeconds, training.WriteTime.TotalSeconds),
            [.. result.Iterations.Select(iteration => iteration.Elapsed.TotalSeconds)],
            [.. result.Iterations.Select(iteration => iteration.Loss)]);
    }

    public static void Show(StoredTraining training, Terminal terminal)
    {
        TrainingResult result = training.Result;
        ManifestCounts counts = result.Model.Manifest.Counts;
        double first = result.Iterations[0].Loss;
        double last = result.Iterations[^1].Loss;
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Trained on [bold]{counts.Interactions:N0}[/] interactions of {counts.Customers:N0} customers and {counts.Products:N0} products; the loss fell from {first:N0} to {last:N0} in {result.Iterations.Count} iterations."));
        terminal.Line($"Model: {Markup.Escape(training.ModelPath)}");
    }
}
