using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>Solves the system of one row (see <see cref="AlsObjective"/>) with buffers of its own: one for each worker.</summary>
internal interface IRowSolver
{
    /// <summary>Overwrites <paramref name="solution"/>, which holds the row's last factors, with its new ones.</summary>
    /// <param name="columns">Rows of the fixed side that this row interacts with; at least one has a target that is not 0.</param>
    /// <param name="weights">Weight of each interaction.</param>
    /// <param name="side">The fixed side.</param>
    /// <param name="gram">Gram matrix of the fixed side; null in the explicit case.</param>
    /// <param name="solution">Length k.</param>
    void Solve(ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side, GramMatrix? gram, Span<float> solution);
}
