using System.Numerics;

namespace Cadabra.Recommender.Tests.Kernels;

/// <summary>Every kernel against sums in double precision, at the lengths where vector code goes wrong.</summary>
public abstract class KernelTests
{
    public static TheoryData<int> Lengths
    {
        get
        {
            int width = Vector<float>.Count;
            return [.. new[] { 0, 1, 2, 3, width - 1, width, width + 1, (2 * width) - 1, 2 * width, (2 * width) + 1, (4 * width) + 3, 64, 127 }.Distinct()];
        }
    }

    private protected abstract KernelUnderTest Kernel { get; }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Dot_is_the_sum_of_products(int length)
    {
        float[] x = Values(length, 1);
        float[] y = Values(length, 2);
        double expected = x.Zip(y, (a, b) => (double)a * b).Sum();

        Assert.Equal(expected, Kernel.Dot(x, y), 1e-5);
        Assert.Equal(expected, Kernel.Dot(Wide(x), Wide(y)), 1e-13);
        Assert.Equal(expected, Kernel.DotWide(x, y), 1e-13);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Dot_carries_a_NaN_from_any_place(int length)
    {
        float[] y = Values(length, 2);
        for (int place = 0; place < length; place++)
        {
            float[] x = Values(length, 1);
            x[place] = float.NaN;

            Assert.True(float.IsNaN(Kernel.Dot(x, y)));
            Assert.True(double.IsNaN(Kernel.Dot(Wide(x), Wide(y))));
            Assert.True(double.IsNaN(Kernel.DotWide(x, y)));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Scaled_addition_changes_every_element(int length)
    {
        float[] x = Values(length, 1);
        float[] y = Values(length, 2);
        float[] singles = [.. y];
        double[] doubles = Wide(y);

        Kernel.AddScaled(1.5f, x, singles);
        Kernel.AddScaled(1.5, Wide(x), doubles);

        for (int i = 0; i < length; i++)
        {
            Assert.Equal(y[i] + (1.5 * x[i]), singles[i], 1e-6);
            Assert.Equal(y[i] + (1.5 * x[i]), doubles[i], 1e-15);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Widening_keeps_every_value(int length)
    {
        float[] x = Values(length, 1);
        var y = new double[length];

        Kernel.Widen(x, y);

        Assert.Equal(Wide(x), y);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Outer_product_is_added_to_the_upper_triangle_and_leaves_the_lower(int length)
    {
        double[] x = Wide(Values(length, 1));
        double[] matrix = [.. Enumerable.Repeat(7.0, length * length)];

        Kernel.AddOuterProduct(2, x, matrix);

        for (int row = 0; row < length; row++)
        {
            for (int column = 0; column < length; column++)
            {
                Assert.Equal(column >= row ? 7 + (2 * x[row] * x[column]) : 7, matrix[(row * length) + column], 1e-13);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Symmetric_product_is_the_matrix_times_the_vector(int length)
    {
        float[] x = Values(length, 1);
        float[] values = Values(length * length, 3);
        float[] matrix = [.. Enumerable.Range(0, length * length).Select(i => values[Math.Max(i / length, i % length) + (length * Math.Min(i / length, i % length))])];
        float[] y = Values(length, 4);

        Kernel.MultiplySymmetric(matrix, x, y);

        for (int row = 0; row < length; row++)
        {
            Assert.Equal(Enumerable.Range(0, length).Sum(column => (double)matrix[(row * length) + column] * x[column]), y[row], 1e-4);
        }
    }

    private static float[] Values(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private static double[] Wide(float[] values) => Array.ConvertAll(values, value => (double)value);
}
