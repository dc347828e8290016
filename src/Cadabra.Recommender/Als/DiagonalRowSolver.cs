using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>The minimum of a row in double precision, in the eigenbasis: for the few rows whose systems single precision cannot factor.</summary>
internal sealed class DiagonalRowSolver(AlsObjective objective, int rank)
{
    private NormalEquation<VectorKernel>? _equation;

    /// <summary>Solves the row that a block is at.</summary>
    /// <param name="block">Its row is gathered anew if it was overwritten.</param>
    /// <param name="diagonal">w·λ₁ … w·λₖ, the diagonal of w·YᵀY, then zeros to a whole stride.</param>
    /// <param name="solution">Length k.</param>
    public void Solve(RowBlock<float> block, float[] diagonal, Span<float> solution)
    {
        // Most fits never come here, and k² doubles are much at high rank.
        _equation ??= new NormalEquation<VectorKernel>(rank);
        RowSystem.Assemble(_equation, objective, block, rank, diagonal);
        Cholesky<VectorKernel>.Factor(_equation.Matrix, rank);
        Cholesky<VectorKernel>.Solve(_equation.Matrix, _equation.RightSide);
        for (int i = 0; i < rank; i++)
        {
            solution[i] = (float)_equation.RightSide[i];
        }
    }
}
