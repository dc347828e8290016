using System.Diagnostics;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>One fit, from the initial factors to the last iteration.</summary>
internal sealed class AlsTrainer(Interactions interactions, AlsOptions options, IAlsSweep sweep)
{
    public AlsFit Fit(IProgress<AlsIteration>? progress, CancellationToken cancellationToken)
    {
        FactorMatrix customers = InitialFactors.Create(interactions.ByCustomer, options, cancellationToken);
        var products = new FactorMatrix(interactions.ProductCount, options.Rank);
        var iterations = new List<AlsIteration>(options.MaxIter);
        for (int number = 1; number <= options.MaxIter; number++)
        {
            long started = Stopwatch.GetTimestamp();
            sweep.Run(customers, products, cancellationToken);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);

            double loss = sweep.Loss(customers, products, cancellationToken);
            if (!double.IsFinite(loss))
            {
                throw new ArithmeticException($"The loss became {loss} in iteration {number}: the weights are too large for single-precision factors. Scale the weights or alpha down.");
            }

            var iteration = new AlsIteration(number, loss, elapsed);
            iterations.Add(iteration);
            progress?.Report(iteration);
        }

        return new AlsFit(new AlsModel(customers, products), iterations);
    }
}
