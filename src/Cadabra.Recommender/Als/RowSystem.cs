using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>Writes the system of one row as <see cref="AlsObjective"/> defines it.</summary>
internal static class RowSystem
{
    // With λ = 0 and more factors than products, directions in which the products differ by rounding only would get factors of any size. This
    // share of the mean diagonal, far above the square of a float's rounding and far below anything meant, selects the smallest solution instead.
    private const double LeastRegularization = 1e-10;

    /// <summary>A = w·YᵀY + Σ curvature·yyᵀ + λ·nᵉ·I, b = Σ target·y; the last term of A is at least 10⁻¹⁰ of the mean diagonal of the others.</summary>
    public static void Assemble<TKernel>(
        NormalEquation<TKernel> equation,
        AlsObjective objective,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<float> weights,
        FactorMatrix side,
        GramMatrix? gram)
        where TKernel : struct, IKernel
    {
        if (gram is null)
        {
            equation.Reset();
        }
        else
        {
            equation.Reset(gram, objective.UnobservedWeight);
        }

        for (int i = 0; i < columns.Length; i++)
        {
            equation.Add(side[columns[i]], objective.Curvature(weights[i]), objective.Target(weights[i]));
        }

        AddRegularization(equation, side.Rank, objective.Regularization(weights, side.RowCount));
    }

    /// <summary>The same for the row that a block is at, in the eigenbasis, where w·YᵀY is a diagonal; some of it may be given as zeros beyond k.</summary>
    public static void Assemble<TKernel>(
        NormalEquation<TKernel> equation, AlsObjective objective, RowBlock<float> block, int rank, ReadOnlySpan<float> diagonal)
        where TKernel : struct, IKernel
    {
        equation.Reset();
        for (int i = 0; i < rank; i++)
        {
            equation.Matrix[(i * rank) + i] = diagonal[i];
        }

        int stride = BlockKernel.Stride(rank);
        ReadOnlySpan<float> weights = block.Weights;
        for (int i = 0; i < weights.Length; i++)
        {
            int run = i / block.RunLength * block.RunLength;
            ReadOnlySpan<float> factors = block.Rows(run).Slice((i - run) * stride, rank);
            equation.Add(factors, objective.Curvature(weights[i]), objective.Target(weights[i]));
        }

        AddRegularization(equation, rank, objective.Regularization(weights, block.Interactions.ColumnCount));
    }

    private static void AddRegularization<TKernel>(NormalEquation<TKernel> equation, int rank, double regularization)
        where TKernel : struct, IKernel
    {
        double least = LeastRegularization * SymmetricMatrix.MeanDiagonal(equation.Matrix, rank);
        SymmetricMatrix.AddDiagonal(equation.Matrix, rank, Math.Max(regularization, least));
    }
}
