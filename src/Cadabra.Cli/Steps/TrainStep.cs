using System.Diagnostics;
using System.Globalization;
using Cadabra.Cli.Output;
using Cadabra.Models.Store;
using Cadabra.Recommender.Als;
using Cadabra.Training;
using Cadabra.Training.Data;

namespace Cadabra.Cli.Steps;

/// <summary>Fits a model, stores it and makes it the current one, and shows how that goes.</summary>
internal static class TrainStep
{
    public static async Task<StoredTraining> RunAsync(TrainingInput input, AlsOptions options, string store, bool publish, Terminal terminal, CancellationToken cancellationToken)
    {
        TrainingResult result = await terminal.Steps.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"Train rank {options.Rank}, {options.MaxIter} iterations"),
            progress => Task.Run(() => Trainer.Train(input.Data, options, new ShareOfIterations(progress, options.MaxIter), cancellationToken), cancellationToken),
            trained => string.Create(CultureInfo.InvariantCulture, $"{trained.Model.Manifest.Counts.Interactions:N0} interactions, {1000 * trained.Iterations.Average(iteration => iteration.Elapsed.TotalSeconds):0} ms an iteration"));

        long started = Stopwatch.GetTimestamp();
        ModelStore models = Stores.Open(store);
        string name = await terminal.Steps.RunAsync("Store the model", _ => WriteAsync(result, models, publish, cancellationToken), name => name);
        return new StoredTraining(result, BlobPath.Join(models.Location, name), input.ReadTime, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<string> WriteAsync(TrainingResult result, ModelStore store, bool publish, CancellationToken cancellationToken)
    {
        string name = await store.AddAsync(result.Model, cancellationToken);
        if (publish)
        {
            await store.PublishAsync(name, cancellationToken);
        }

        return name;
    }
}
