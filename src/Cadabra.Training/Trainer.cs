using System.Diagnostics;
using Cadabra.Models;
using Cadabra.Models.Manifests;
using Cadabra.Recommender.Als;
using Cadabra.Storage;
using Cadabra.Training.Data;

namespace Cadabra.Training;

/// <summary>Fits a model to training data, ready to be stored.</summary>
public static class Trainer
{
    /// <summary>Fits the factors and joins them with the catalog and the purchases.</summary>
    /// <param name="data">What to train on.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="progress">Told of each iteration; may be null.</param>
    /// <param name="cancellationToken">Stops within an iteration.</param>
    /// <exception cref="InputException">There is nothing to train on.</exception>
    public static TrainingResult Train(ITrainingData data, AlsOptions options, IProgress<AlsIteration>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        long started = Stopwatch.GetTimestamp();
        if (data.Interactions.Count == 0)
        {
            throw new InputException($"None of the {data.Lines} lines read leaves a purchase of a product by a known customer, so there is nothing to train on; `cadabra inspect` shows why lines were rejected.");
        }

        AlsFit fit = AlternatingLeastSquares.Fit(data.Interactions, options, progress, cancellationToken);
        return new TrainingResult(Describe(data, options, fit), fit.Iterations, Stopwatch.GetElapsedTime(started));
    }

    private static Model Describe(ITrainingData data, AlsOptions options, AlsFit fit)
    {
        var counts = new ManifestCounts
        {
            Customers = data.Customers.Count,
            Products = data.Interactions.ProductCount,
            Interactions = data.Interactions.Count,
            Lines = data.Lines,
            Rejected = data.Rejected,
        };
        Manifest manifest = Manifest.Create(TrainingEngine.Embedded, TrainingParameters.From(options), counts) with
        {
            TrainingWindow = data.Window,
            Interactions = data.InteractionOptions,
            Loss = [.. fit.Iterations.Select(iteration => iteration.Loss)],
        };
        return new Model(manifest, data.Customers, data.Catalog(), fit.Model, data.Purchases());
    }
}
