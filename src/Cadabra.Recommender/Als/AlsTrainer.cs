using System.Diagnostics;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>One fit, from the initial factors to the last iteration.</summary>
internal sealed class AlsTrainer
{
    private readonly int _iterations;
    private readonly IAlsSweep _sweep;
    private readonly FactorMatrix _customers;
    private readonly FactorMatrix _products;

    public AlsTrainer(Interactions interactions, AlsOptions options, IAlsSweep sweep)
    {
        _iterations = options.MaxIter;
        _sweep = sweep;
        _customers = InitialFactors.Create(interactions.ByCustomer, options);
        _products = new FactorMatrix(interactions.ProductCount, options.Rank);
    }

    public AlsFit Fit(IProgress<AlsIteration>? progress, CancellationToken cancellationToken)
    {
        var iterations = new List<AlsIteration>(_iterations);
        for (int number = 1; number <= _iterations; number++)
        {
            long started = Stopwatch.GetTimestamp();
            _sweep.Run(_customers, _products, cancellationToken);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);

            double loss = _sweep.Loss(_customers, _products, cancellationToken);
            if (!double.IsFinite(loss))
            {
                throw new ArithmeticException($"The loss became {loss} in iteration {number}: the weights are too large for single-precision factors. Scale the weights or alpha down.");
            }

            var iteration = new AlsIteration(number, loss, elapsed);
            iterations.Add(iteration);
            progress?.Report(iteration);
        }

        return new AlsFit(new AlsModel(_customers, _products), iterations);
    }
}
