using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>The iteration by any <see cref="IRowSolver"/>: every objective and constraint, in the basis the factors began in.</summary>
internal sealed class PlainSweep<TKernel> : IAlsSweep
    where TKernel : struct, IKernel
{
    private readonly Interactions _interactions;
    private readonly AlsObjective _objective;
    private readonly AlsLoss _loss;
    private readonly FactorBalance? _balance;
    private readonly HalfStep _solveProducts;
    private readonly HalfStep _solveCustomers;
    private readonly int _workers;
    private GramMatrix? _customersGram;
    private GramMatrix? _productsGram;
    private bool _started;

    /// <param name="interactions">What is fitted.</param>
    /// <param name="objective">What is minimized.</param>
    /// <param name="solvers">One for each worker.</param>
    /// <param name="balances">Whether the sides share the regularization out between iterations; Spark does not.</param>
    public PlainSweep(Interactions interactions, AlsObjective objective, IRowSolver[] solvers, bool balances)
    {
        _interactions = interactions;
        _objective = objective;
        _loss = new AlsLoss(interactions, objective);
        _balance = balances ? new FactorBalance(interactions, objective) : null;
        _solveProducts = new HalfStep(interactions.ByProduct, objective, solvers);
        _solveCustomers = new HalfStep(interactions.ByCustomer, objective, solvers);
        _workers = solvers.Length;
    }

    public void Run(FactorMatrix customers, FactorMatrix products, CancellationToken cancellationToken)
    {
        if (!_started || _balance?.Apply(customers, products) == true)
        {
            _customersGram = Gram(customers, cancellationToken);
        }

        _started = true;
        _solveProducts.Run(customers, _customersGram, products, cancellationToken);
        _productsGram = Gram(products, cancellationToken);
        _solveCustomers.Run(products, _productsGram, customers, cancellationToken);
        _customersGram = Gram(customers, cancellationToken);
    }

    public double Loss(FactorMatrix customers, FactorMatrix products, CancellationToken cancellationToken)
    {
        double dense = _objective.DenseLoss(_interactions, customers, products, _customersGram, _productsGram);
        return _loss.Compute<TKernel>(customers, products, dense, _workers, cancellationToken);
    }

    private GramMatrix? Gram(FactorMatrix factors, CancellationToken cancellationToken) =>
        _objective.ImplicitPrefs ? GramMatrix.Compute<TKernel>(factors, _workers, cancellationToken) : null;
}
