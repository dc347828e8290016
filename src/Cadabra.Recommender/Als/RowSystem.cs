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

        AddObserved(equation, objective, columns, weights, side);
    }

    /// <summary>The same in the eigenbasis, where w·YᵀY is a diagonal; some of it may be given as zeros beyond k.</summary>
    public static void Assemble<TKernel>(
        NormalEquation<TKernel> equation,
        AlsObjective objective,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<float> weights,
        FactorMatrix side,
        ReadOnlySpan<float> diagonal)
        where TKernel : struct, IKernel
    {
        equation.Reset();
        for (int i = 0; i < side.Rank; i++)
        {
            equation.Matrix[(i * side.Rank) + i] = diagonal[i];
        }

        AddObserved(equation, objective, columns, weights, side);
    }

    private static void AddObserved<TKernel>(
        NormalEquation<TKernel> equation, AlsObjective objective, ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side)
        where TKernel : struct, IKernel
    {
        for (int i = 0; i < columns.Length; i++)
        {
            equation.Add(side[columns[i]], objective.Curvature(weights[i]), objective.Target(weights[i]));
        }

        double least = LeastRegularization * SymmetricMatrix.MeanDiagonal(equation.Matrix, side.Rank);
        SymmetricMatrix.AddDiagonal(equation.Matrix, side.Rank, Math.Max(objective.Regularization(weights, side.RowCount), least));
    }
}
