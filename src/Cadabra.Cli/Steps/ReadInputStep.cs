using System.Globalization;
using Cadabra.Cli.Output;
using Cadabra.Training.Data;
using Cadabra.Training.Weighting;

namespace Cadabra.Cli.Steps;

/// <summary>Reads what to train on and shows how that goes.</summary>
internal static class ReadInputStep
{
    public static Task<TrainingInput> OrdersAsync(OrderQuery query, WeightingOptions weighting, Terminal terminal, CancellationToken cancellationToken) =>
        terminal.Steps.RunAsync(
            "Read orders",
            progress => Task.Run(() => TrainingInputReader.ReadOrdersAsync(query, weighting, progress, cancellationToken), cancellationToken),
            Describe);

    public static Task<TrainingInput> InteractionsAsync(string file, Terminal terminal, CancellationToken cancellationToken) =>
        terminal.Steps.RunAsync(
            "Read interactions",
            _ => Task.Run(() => TrainingInputReader.ReadInteractionsAsync(file, cancellationToken), cancellationToken),
            Describe);

    private static string Describe(TrainingInput input) =>
        string.Create(CultureInfo.InvariantCulture, $"{input.Data.Lines:N0} lines, {input.Data.Kept:N0} kept");
}
