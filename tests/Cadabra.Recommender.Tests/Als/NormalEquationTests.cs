using Cadabra.Recommender.Tests.Kernels;

namespace Cadabra.Recommender.Tests.Als;

public abstract class NormalEquationTests
{
    private protected abstract KernelUnderTest Kernel { get; }

    [Fact]
    public void Rows_add_up_to_the_weighted_normal_equation()
    {
        (double[] matrix, double[] right) = Kernel.NormalEquation(2, ([1, 2], 1, 3), ([4, 5], 2, 12));

        Assert.Equal([33, 42, 54], Upper(matrix));
        Assert.Equal([51, 66], right);

        (matrix, right) = Kernel.NormalEquation(2, ([1, 2], 1, 3), ([4, 5], 2, 12), ([7, 8], 1, 9));

        Assert.Equal([82, 98, 118], Upper(matrix));
        Assert.Equal([114, 138], right);
    }

    [Theory]
    [InlineData(0, -8.333333, 6)]
    [InlineData(1.5, -0.1155556, 3.28)]
    public void Least_squares_have_the_known_solution(double lambda, double expected0, double expected1)
    {
        (double[] matrix, double[] x) = Kernel.NormalEquation(2, ([1, 2], 1, 4), ([1, 3], 1, 9), ([1, 4], 1, 16));
        matrix[0] += lambda;
        matrix[3] += lambda;

        Kernel.SolveCholesky(matrix, x);

        Assert.Equal(expected0, x[0], 1e-6);
        Assert.Equal(expected1, x[1], 1e-6);
    }

    [Fact]
    public void A_singular_system_gets_one_of_its_solutions()
    {
        // The second row is the first twice over, the fourth is empty; b lies in the range of A.
        double[] matrix = [1, 2, 1, 0, 0, 4, 2, 0, 0, 0, 5, 0, 0, 0, 0, 0];
        double[] x = [3, 6, 7, 0];

        Kernel.SolveCholesky(matrix, x);

        Assert.Equal(3, x[0] + (2 * x[1]) + x[2], 1e-12);
        Assert.Equal(6, (2 * x[0]) + (4 * x[1]) + (2 * x[2]), 1e-12);
        Assert.Equal(7, x[0] + (2 * x[1]) + (5 * x[2]), 1e-12);
    }

    private static double[] Upper(double[] matrix) => [matrix[0], matrix[1], matrix[3]];
}
