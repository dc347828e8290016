using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// The fast iteration of the implicit objective. Before each half-step both sides are rotated by the eigenvectors of the fixed side's Gram matrix, so
/// that what unobserved pairs add to every row's system, w·YᵀY, is a diagonal: the k² multiplications that it costs each row in each step of
/// conjugate gradient are gone, at the price of k² once a row and of the decomposition once a half-step. The lengths of factors are shared out
/// between the sides as <see cref="FactorBalance"/> says, within the same rotation.
/// </summary>
internal sealed class EigenSweep<TElement> : IAlsSweep
    where TElement : unmanaged
{
    private readonly AlsObjective _objective;
    private readonly FactorRotation _rotation;
    private readonly EigenBasis _customers;
    private readonly EigenBasis _products;
    private readonly EigenHalfStep<TElement> _solveProducts;
    private readonly EigenHalfStep<TElement> _solveCustomers;
    private bool _started;

    public EigenSweep(Interactions interactions, AlsObjective objective, BlockKernel kernel, int rank, EigenTables<TElement> tables, IEigenRowSolver<TElement>[] solvers)
    {
        _objective = objective;
        _rotation = new FactorRotation(kernel, rank, solvers.Length);
        _customers = new EigenBasis(kernel, interactions.CustomerCount, rank, solvers.Length);
        _products = new EigenBasis(kernel, interactions.ProductCount, rank, solvers.Length);
        _solveProducts = new EigenHalfStep<TElement>(interactions.ByProduct, objective, _rotation, tables.Customers, solvers);
        _solveCustomers = new EigenHalfStep<TElement>(interactions.ByCustomer, objective, _rotation, tables.Products, solvers);
    }

    public void Run(FactorMatrix customers, FactorMatrix products, CancellationToken cancellationToken)
    {
        bool first = !_started;
        _started = true;
        if (first)
        {
            _customers.Take(customers, cancellationToken);
        }

        double scale = first ? 1 : Balance();

        _customers.Diagonalize(scale);
        _rotation.Apply(customers, _customers.Rotation(scale), cancellationToken);
        _solveProducts.Run(
            customers, _customers.Diagonal(_objective.UnobservedWeight), _customers.Rotation(1 / scale), products, withLoss: false, cancellationToken);

        if (first)
        {
            // Random factors served to tell the products apart; zero is a better place to begin their own solution from.
            customers.Values.Clear();
        }

        _products.Take(products, cancellationToken);
        _products.Diagonalize(scale: 1);
        float[] rotation = _products.Rotation(scale: 1);
        _rotation.Apply(products, rotation, cancellationToken);
        _solveCustomers.Run(products, _products.Diagonal(_objective.UnobservedWeight), rotation, customers, withLoss: true, cancellationToken);
        _customers.Take(customers, cancellationToken);
    }

    public double Loss(FactorMatrix customers, FactorMatrix products, CancellationToken cancellationToken)
    {
        // ‖X·Yᵀ‖² = ⟨XᵀX, YᵀY⟩, and YᵀY is Λ in the basis that both sides are left in.
        double squaredScores = 0;
        for (int i = 0; i < products.Rank; i++)
        {
            squaredScores += _products.Values[i] * _customers.Gram[(i * products.Rank) + i];
        }

        return _solveCustomers.Regularization + _solveProducts.Regularization + (_objective.UnobservedWeight * squaredScores) + _solveCustomers.ObservedLoss;
    }

    /// <summary>What to multiply customers by, and divide products by.</summary>
    private double Balance() => _solveCustomers.Regularization > 0 && _solveProducts.Regularization > 0
        ? Math.Pow(_solveProducts.Regularization / _solveCustomers.Regularization, 0.25)
        : 1;
}
