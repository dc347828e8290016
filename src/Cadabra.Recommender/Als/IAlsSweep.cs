using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>One iteration: solves all products, then all customers.</summary>
internal interface IAlsSweep
{
    /// <summary>Overwrites the factors of both sides. They may come out rotated by one orthogonal matrix, which no score shows.</summary>
    void Run(FactorMatrix customers, FactorMatrix products, CancellationToken cancellationToken);

    /// <summary>The value of the objective at the factors that <see cref="Run"/> left.</summary>
    double Loss(FactorMatrix customers, FactorMatrix products, CancellationToken cancellationToken);
}
