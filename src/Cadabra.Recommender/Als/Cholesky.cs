using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// Solves A·x = b for a symmetric positive semi-definite A by A = UᵀU. Rows and columns of A that are zero or depend on earlier ones are left out and their
/// unknowns set to 0: normal equations always have a solution, and this is one.
/// </summary>
internal static class Cholesky<TKernel>
    where TKernel : struct, IKernel
{
    // A pivot this much smaller than the diagonal is what rounding leaves of an exact 0.
    private const double PivotTolerance = 1e-13;

    /// <summary>Overwrites the upper triangle of A with U. A pivot left out shows as 0 on U's diagonal.</summary>
    public static void Factor(Span<double> upper, int rank)
    {
        // Elimination overwrites the entries that a pivot is to be compared with; the largest stands for all.
        double largest = 0;
        for (int i = 0; i < rank; i++)
        {
            largest = Math.Max(largest, upper[(i * rank) + i]);
        }

        for (int pivotRow = 0; pivotRow < rank; pivotRow++)
        {
            Span<double> row = upper.Slice((pivotRow * rank) + pivotRow, rank - pivotRow);
            if (row[0] <= PivotTolerance * largest)
            {
                row.Clear();
                continue;
            }

            double inverse = 1 / Math.Sqrt(row[0]);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] *= inverse;
            }

            for (int i = 1; i < row.Length; i++)
            {
                int next = pivotRow + i;
                TKernel.AddScaled(-row[i], row[i..], upper.Slice((next * rank) + next, rank - next));
            }
        }
    }

    /// <summary>Overwrites b with x, given U.</summary>
    public static void Solve(ReadOnlySpan<double> upper, Span<double> b)
    {
        int rank = b.Length;
        for (int i = 0; i < rank; i++)
        {
            ReadOnlySpan<double> row = upper.Slice((i * rank) + i, rank - i);
            b[i] = row[0] == 0 ? 0 : b[i] / row[0];
            TKernel.AddScaled(-b[i], row[1..], b[(i + 1)..]);
        }

        for (int i = rank - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = upper.Slice((i * rank) + i, rank - i);
            b[i] = row[0] == 0 ? 0 : (b[i] - TKernel.Dot(row[1..], b[(i + 1)..])) / row[0];
        }
    }
}
