using Cadabra.Recommender.Als;
using CsCheck;

namespace Cadabra.Recommender.Tests.Als;

public sealed class SymmetricEigenTests
{
    [Fact]
    public void Any_symmetric_matrix_is_the_sum_of_its_eigenvectors() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 1_000_000], Gen.Int[-150, 150]).Sample((size, seed, exponent) =>
        {
            double scale = Math.Pow(10, exponent / 2.0);
            var random = new Random(seed);
            var matrix = new double[size * size];
            for (int row = 0; row < size; row++)
            {
                for (int column = row; column < size; column++)
                {
                    // Some zeros, so that the matrix may fall apart into blocks.
                    double value = random.Next(3) == 0 ? 0 : scale * ((2 * random.NextDouble()) - 1);
                    matrix[(row * size) + column] = matrix[(column * size) + row] = value;
                }
            }

            AssertDecomposes(matrix, size, scale);
        });

    [Fact]
    public void A_matrix_of_low_rank_has_zeros_among_its_eigenvalues()
    {
        const int Size = 30;
        double[][] rows = [.. Enumerable.Range(0, 3).Select(seed => Enumerable.Range(0, Size).Select(i => Math.Sin((seed + 1) * i)).ToArray())];
        double[] matrix = [.. Enumerable.Range(0, Size * Size).Select(i => rows.Sum(row => row[i / Size] * row[i % Size]))];

        SymmetricEigen eigen = AssertDecomposes(matrix, Size, scale: 30);

        Assert.All(eigen.Values[3..], value => Assert.Equal(0, value, 1e-12));
        Assert.All(eigen.Values[..3], value => Assert.True(value > 1));
    }

    [Fact]
    public void Equal_eigenvalues_are_no_trouble()
    {
        double[] identity = [.. Enumerable.Range(0, 400).Select(i => i / 20 == i % 20 ? 3.0 : 0)];

        Assert.All(AssertDecomposes(identity, 20, 3).Values, value => Assert.Equal(3, value));
        AssertDecomposes([.. Enumerable.Repeat(1.0, 400)], 20, 20);
        AssertDecomposes(new double[400], 20, 1);
    }

    [Fact]
    public void The_largest_rank_is_decomposed_as_well()
    {
        const int Size = 300;
        var random = new Random(1);
        var matrix = new double[Size * Size];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = matrix[(i % Size * Size) + (i / Size)] = random.NextDouble();
        }

        AssertDecomposes(matrix, Size, Size);
    }

    [Fact]
    public void A_matrix_that_is_not_finite_is_an_error_and_not_an_endless_loop() =>
        Assert.Throws<ArithmeticException>(() => new SymmetricEigen(2).Decompose([1, double.NaN, double.NaN, 1]));

    /// <summary>A·v = λ·v for each pair, eigenvectors orthonormal, eigenvalues descending; errors small beside the scale.</summary>
    private static SymmetricEigen AssertDecomposes(double[] matrix, int size, double scale)
    {
        double[] original = [.. matrix];
        var eigen = new SymmetricEigen(size);
        eigen.Decompose(matrix);

        Assert.Equal(original, matrix);
        Assert.Equal(eigen.Values.OrderDescending(), eigen.Values);
        for (int i = 0; i < size; i++)
        {
            double[] vector = eigen.Vectors[(i * size)..((i + 1) * size)];
            for (int row = 0; row < size; row++)
            {
                double image = Enumerable.Range(0, size).Sum(column => matrix[(row * size) + column] * vector[column]);
                Assert.Equal(eigen.Values[i] * vector[row], image, 1e-13 * size * scale);
            }

            for (int j = 0; j <= i; j++)
            {
                double inner = Enumerable.Range(0, size).Sum(k => vector[k] * eigen.Vectors[(j * size) + k]);
                Assert.Equal(i == j ? 1 : 0, inner, 1e-13 * size);
            }
        }

        return eigen;
    }
}
