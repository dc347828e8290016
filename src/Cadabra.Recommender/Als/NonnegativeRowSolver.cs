using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// The exact minimum of a row among factors of 0 or more, by cyclic coordinate descent on ½xᵀAx − bᵀx (Franc, Hlaváč, Navara 2005):
/// each step sets one coordinate to its best value, or to 0 if that is negative. It ends when the Karush–Kuhn–Tucker conditions hold:
/// gradient 0 where a factor is positive, 0 or more where it is 0.
/// </summary>
internal sealed class NonnegativeRowSolver<TKernel>(AlsObjective objective, int rank) : IRowSolver
    where TKernel : struct, IKernel
{
    // A step this small beside the largest factor is below what the factors' single precision can hold.
    private const double StepTolerance = 1e-9;
    private const int MaxSweeps = 10_000;

    private readonly NormalEquation<TKernel> _equation = new(rank);
    private readonly double[] _x = new double[rank];

    public void Solve(ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side, GramMatrix? gram, Span<float> solution)
    {
        RowSystem.Assemble(_equation, objective, columns, weights, side, gram);
        SymmetricMatrix.MirrorUpper(_equation.Matrix, rank);
        TKernel.Widen(solution, _x);
        Descend(_equation.Matrix, _equation.RightSide);
        for (int i = 0; i < rank; i++)
        {
            solution[i] = (float)_x[i];
        }
    }

    /// <summary>Minimizes from the current x; b is overwritten with b − A·x, the negative gradient.</summary>
    private void Descend(double[] matrix, double[] b)
    {
        for (int i = 0; i < rank; i++)
        {
            TKernel.AddScaled(-_x[i], matrix.AsSpan(i * rank, rank), b);
        }

        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            double largestStep = 0;
            double largestFactor = 0;
            for (int i = 0; i < rank; i++)
            {
                double step = StepTo(matrix[(i * rank) + i], b[i], _x[i]);
                if (step != 0)
                {
                    _x[i] += step;
                    TKernel.AddScaled(-step, matrix.AsSpan(i * rank, rank), b);
                }

                largestStep = Math.Max(largestStep, Math.Abs(step));
                largestFactor = Math.Max(largestFactor, _x[i]);
            }

            if (largestStep <= StepTolerance * largestFactor)
            {
                break;
            }
        }
    }

    private static double StepTo(double diagonal, double residual, double x) => diagonal > 0 ? Math.Max(residual / diagonal, -x) : -x;
}
