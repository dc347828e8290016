using Cadabra.Recommender.Data;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>Solves every row of one side while the other is fixed. Rows do not depend on each other, so neither their order nor the threads matter.</summary>
internal sealed class HalfStep(SparseRows rows, AlsObjective objective, IRowSolver[] solvers)
{
    private readonly RowChunks _chunks = new(rows);

    /// <summary>Overwrites <paramref name="solved"/>, one row for each row of the interactions.</summary>
    public void Run(FactorMatrix side, GramMatrix? gram, FactorMatrix solved, CancellationToken cancellationToken) =>
        ChunkLoop.Run(
            solvers.Length,
            _chunks.Count,
            (worker, chunk) =>
            {
                (int start, int end) = _chunks[chunk];
                for (int row = start; row < end; row++)
                {
                    SolveRow(row, solvers[worker], side, gram, solved[row]);
                }
            },
            cancellationToken);

    private void SolveRow(int row, IRowSolver solver, FactorMatrix side, GramMatrix? gram, Span<float> solution)
    {
        ReadOnlySpan<float> weights = rows.Values(row);
        if (objective.HasTarget(weights))
        {
            solver.Solve(rows.Columns(row), weights, side, gram, solution);
        }
        else
        {
            // b is 0, so zero factors are the exact solution, and A may be singular.
            solution.Clear();
        }
    }
}
