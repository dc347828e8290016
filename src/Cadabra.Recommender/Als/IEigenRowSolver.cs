using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>Solves the systems of implicit rows in the basis where the Gram matrix of the fixed side is diagonal, with buffers of its own: one for each worker.</summary>
internal interface IEigenRowSolver<TElement>
    where TElement : unmanaged
{
    /// <summary>Begins a walk over rows, in ascending order.</summary>
    /// <param name="rows">The side to solve for.</param>
    /// <param name="table">The fixed side, one row for each column of <paramref name="rows"/>.</param>
    void Begin(SparseRows rows, FactorTable<TElement> table);

    /// <summary>Overwrites <paramref name="solution"/>, which holds the row's last factors, with its new ones.</summary>
    /// <param name="row">At least one of its weights has a target that is not 0.</param>
    /// <param name="diagonal">w·λ₁ … w·λₖ, the diagonal of w·YᵀY, then zeros to a whole stride.</param>
    /// <param name="regularization">λ·nᵉ.</param>
    /// <param name="solution">Length k.</param>
    void Solve(int row, float[] diagonal, float regularization, Span<float> solution);

    /// <summary>What the pairs of the row solved last add to the loss beyond the w·s² that every pair adds.</summary>
    double ObservedLoss();
}
