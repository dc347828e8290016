using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>Writes the system of one row as <see cref="AlsObjective"/> defines it.</summary>
internal static class RowSystem
{
    /// <summary>A = w·YᵀY + Σ curvature·yyᵀ + λ·nᵉ·I, b = Σ target·y.</summary>
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

        equation.AddDiagonal(objective.Regularization(weights));
    }
}
