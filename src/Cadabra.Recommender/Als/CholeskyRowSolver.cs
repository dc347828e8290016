using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>The exact minimum of a row, in double precision; n·k² for the system and k³/6 for its solution.</summary>
internal sealed class CholeskyRowSolver<TKernel>(AlsObjective objective, int rank) : IRowSolver
    where TKernel : struct, IKernel
{
    private readonly NormalEquation<TKernel> _equation = new(rank);

    public void Solve(ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side, GramMatrix? gram, Span<float> solution)
    {
        RowSystem.Assemble(_equation, objective, columns, weights, side, gram);
        Cholesky<TKernel>.Factor(_equation.Matrix, rank);
        Cholesky<TKernel>.Solve(_equation.Matrix, _equation.RightSide);
        for (int i = 0; i < rank; i++)
        {
            solution[i] = (float)_equation.RightSide[i];
        }
    }
}
