using System.Diagnostics;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>One fit, from the initial factors to the last iteration.</summary>
internal sealed class AlsTrainer<TKernel>
    where TKernel : struct, IKernel
{
    private readonly int _iterations;
    private readonly int _workers;
    private readonly AlsLoss _loss;
    private readonly IAlsSweep _sweep;
    private readonly FactorMatrix _customers;
    private readonly FactorMatrix _products;

    public AlsTrainer(Interactions interactions, AlsOptions options, IAlsSweep sweep)
    {
        _iterations = options.MaxIter;
        _workers = ChunkLoop.WorkerCount(options.Threads);
        _loss = new AlsLoss(interactions, new AlsObjective(options));
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

            double loss = _loss.Compute<TKernel>(_customers, _products, _sweep.DenseLoss(_customers, _products), _workers, cancellationToken);
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
