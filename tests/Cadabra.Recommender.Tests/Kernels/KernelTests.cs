using System.Numerics;
using Cadabra.Recommender.Kernels;

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

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(8, 64)]
    [InlineData(9, 5)]
    [InlineData(17, 33)]
    public void Panel_product_scores_every_row_against_every_column(int rows, int rank)
    {
        const int Stride = PanelLayout.Width + 3;
        float[] left = Values(rows * rank, 1);
        float[] panel = Values(rank * PanelLayout.Width, 2);
        float[] products = [.. Enumerable.Repeat(-9f, rows * Stride)];

        Kernel.MultiplyPanel(left, rank, panel, products, Stride);

        for (int i = 0; i < products.Length; i++)
        {
            (int row, int column) = (i / Stride, i % Stride);
            double expected = column < PanelLayout.Width
                ? Enumerable.Range(0, rank).Sum(factor => (double)left[(row * rank) + factor] * panel[(factor * PanelLayout.Width) + column])
                : -9;
            Assert.Equal(expected, products[i], 1e-5);
        }
    }

    [Fact]
    public void Panel_product_of_a_row_does_not_depend_on_the_other_rows()
    {
        const int Rows = 17;
        const int Rank = 33;
        float[] left = Values(Rows * Rank, 1);
        float[] panel = Values(Rank * PanelLayout.Width, 2);
        var together = new float[Rows * PanelLayout.Width];
        Kernel.MultiplyPanel(left, Rank, panel, together, PanelLayout.Width);

        for (int row = 0; row < Rows; row++)
        {
            var alone = new float[PanelLayout.Width];
            Kernel.MultiplyPanel(left[(row * Rank)..((row + 1) * Rank)], Rank, panel, alone, PanelLayout.Width);

            Assert.Equal(alone, together[(row * PanelLayout.Width)..((row + 1) * PanelLayout.Width)]);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Index_of_above_finds_each_place(int length)
    {
        for (int place = 0; place < length; place++)
        {
            float[] values = [.. Enumerable.Repeat(1f, length)];
            values[place] = 1.5f;

            Assert.Equal(place, Kernel.IndexOfAbove(values, 1));
            Assert.Equal(-1, Kernel.IndexOfAbove(values, 1.5f));
        }

        Assert.Equal(-1, Kernel.IndexOfAbove([.. Enumerable.Repeat(1f, length)], 1));
        Assert.Equal(-1, Kernel.IndexOfAbove([.. Enumerable.Repeat(float.NaN, length)], float.NegativeInfinity));
    }

    private static float[] Values(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private static double[] Wide(float[] values) => Array.ConvertAll(values, value => (double)value);
}
