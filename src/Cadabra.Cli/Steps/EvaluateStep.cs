using System.Globalization;
using Cadabra.Cli.Output;
using Cadabra.Recommender.Als;
using Cadabra.Training.Data;
using Cadabra.Training.Evaluation;
using Cadabra.Training.Splits;

namespace Cadabra.Cli.Steps;

/// <summary>Holds out a test set, trains on the rest and judges the lists, and shows how that goes.</summary>
internal static class EvaluateStep
{
    public static Task<EvaluationReport> RunAsync(ITrainingData data, SplitOptions split, AlsOptions als, EvaluationOptions options, Terminal terminal, CancellationToken cancellationToken) =>
        terminal.Steps.RunAsync(
            "Evaluate",
            progress => Task.Run(
                () => Evaluator.Evaluate(data.Split(split), als, options, new ShareOfIterations(progress, als.MaxIter), cancellationToken),
                cancellationToken),
            report => string.Create(CultureInfo.InvariantCulture, $"{report.Customers:N0} customers tested on {report.Split}"));
}
