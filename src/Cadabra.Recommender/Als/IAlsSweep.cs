using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>One iteration: solves all products, then all customers.</summary>
internal interface IAlsSweep
{
    /// <summary>Overwrites the factors of both sides. They may come out rotated by one orthogonal matrix, which no score shows.</summary>
    void Run(FactorMatrix customers, FactorMatrix products, CancellationToken cancellationToken);

    /// <summary>The part of the loss after <see cref="Run"/> that is not a sum over observed pairs: regularization, and w·Σ s² over all pairs.</summary>
    double DenseLoss(FactorMatrix customers, FactorMatrix products);
}
