using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>The minimum of a row in double precision, in the eigenbasis: for the few rows whose systems single precision cannot factor.</summary>
internal sealed class DiagonalRowSolver(AlsObjective objective, int rank) : IEigenRowSolver
{
    private NormalEquation<VectorKernel>? _equation;

    public void Solve(
        ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side, float[] diagonal, float regularization, Span<float> solution)
    {
        // Most fits never come here, and k² doubles are much at high rank.
        _equation ??= new NormalEquation<VectorKernel>(rank);
        RowSystem.Assemble(_equation, objective, columns, weights, side, diagonal);
        Cholesky<VectorKernel>.Factor(_equation.Matrix, rank);
        Cholesky<VectorKernel>.Solve(_equation.Matrix, _equation.RightSide);
        for (int i = 0; i < rank; i++)
        {
            solution[i] = (float)_equation.RightSide[i];
        }
    }
}
