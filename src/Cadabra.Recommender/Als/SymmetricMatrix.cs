namespace Cadabra.Recommender.Als;

/// <summary>What systems and Gram matrices share: k × k, row-major, built as an upper triangle.</summary>
internal static class SymmetricMatrix
{
    /// <summary>Copies the upper triangle over the lower one.</summary>
    public static void MirrorUpper(Span<double> matrix, int rank)
    {
        for (int row = 1; row < rank; row++)
        {
            for (int column = 0; column < row; column++)
            {
                matrix[(row * rank) + column] = matrix[(column * rank) + row];
            }
        }
    }

    /// <summary>Trace over k, the mean of the eigenvalues.</summary>
    public static double MeanDiagonal(ReadOnlySpan<double> matrix, int rank)
    {
        double trace = 0;
        for (int i = 0; i < rank; i++)
        {
            trace += matrix[(i * rank) + i];
        }

        return trace / rank;
    }

    /// <summary>A += value·I.</summary>
    public static void AddDiagonal(Span<double> matrix, int rank, double value)
    {
        for (int i = 0; i < rank; i++)
        {
            matrix[(i * rank) + i] += value;
        }
    }
}
