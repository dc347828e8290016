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
    private readonly AlsObjective _objective;
    private readonly AlsLoss _loss;
    private readonly FactorBalance? _balance;
    private readonly HalfStep _solveProducts;
    private readonly HalfStep _solveCustomers;
    private readonly FactorMatrix _customers;
    private readonly FactorMatrix _products;

    public AlsTrainer(Interactions interactions, AlsOptions options)
    {
        _iterations = options.MaxIter;
        _workers = ChunkLoop.WorkerCount(options.Threads);
        _objective = new AlsObjective(options);
        _loss = new AlsLoss(interactions, _objective);
        _balance = options.Init == AlsInit.Spark ? null : new FactorBalance(interactions, _objective);
        var solvers = new IRowSolver[_workers];
        for (int worker = 0; worker < solvers.Length; worker++)
        {
            solvers[worker] = RowSolver.Create<TKernel>(_objective, options);
        }

        _solveProducts = new HalfStep(interactions.ByProduct, _objective, solvers);
        _solveCustomers = new HalfStep(interactions.ByCustomer, _objective, solvers);
        _customers = InitialFactors.Create(interactions.ByCustomer, options);
        _products = new FactorMatrix(interactions.ProductCount, options.Rank);
    }

    public AlsFit Fit(IProgress<AlsIteration>? progress, CancellationToken cancellationToken)
    {
        var iterations = new List<AlsIteration>(_iterations);
        GramMatrix? customersGram = Gram(_customers, cancellationToken);
        for (int number = 1; number <= _iterations; number++)
        {
            long started = Stopwatch.GetTimestamp();
            if (number > 1 && _balance?.Apply(_customers, _products) == true)
            {
                customersGram = Gram(_customers, cancellationToken);
            }

            _solveProducts.Run(_customers, customersGram, _products, cancellationToken);
            GramMatrix? productsGram = Gram(_products, cancellationToken);
            _solveCustomers.Run(_products, productsGram, _customers, cancellationToken);
            customersGram = Gram(_customers, cancellationToken);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);

            double loss = _loss.Compute<TKernel>(_customers, _products, customersGram, productsGram, _workers, cancellationToken);
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

    private GramMatrix? Gram(FactorMatrix factors, CancellationToken cancellationToken) =>
        _objective.ImplicitPrefs ? GramMatrix.Compute<TKernel>(factors, _workers, cancellationToken) : null;
}
