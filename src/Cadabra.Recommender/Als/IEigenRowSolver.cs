using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>Solves the system of one implicit row in the basis where the Gram matrix of the fixed side is diagonal, with buffers of its own: one for each worker.</summary>
internal interface IEigenRowSolver
{
    /// <summary>Overwrites <paramref name="solution"/>, which holds the row's last factors, with its new ones.</summary>
    /// <param name="columns">Rows of the fixed side that this row interacts with; then those that later rows do, to be fetched ahead.</param>
    /// <param name="weights">Weight of each of the row's own interactions; at least one has a target that is not 0.</param>
    /// <param name="side">The fixed side.</param>
    /// <param name="diagonal">w·λ₁ … w·λₖ, the diagonal of w·YᵀY, then zeros to a whole stride.</param>
    /// <param name="regularization">λ·nᵉ.</param>
    /// <param name="solution">Length k.</param>
    void Solve(ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side, float[] diagonal, float regularization, Span<float> solution);
}
