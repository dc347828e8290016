using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Tests.Kernels;

/// <summary>Every instruction set against sums in double precision.</summary>
public sealed class BlockKernelTests
{
    /// <summary>Instruction set × rows of a block: none, one, eight ± 1, what remains after tiles of four and eight.</summary>
    public static TheoryData<string, int, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int, int>();
            foreach (string set in InstructionSetsUnderTest.Names)
            {
                foreach (int count in new[] { 0, 1, 2, 3, 4, 7, 8, 9, 17 })
                {
                    blocks.Add(set, count, 16);
                    blocks.Add(set, count, 48);
                    blocks.Add(set, count, 64);
                    blocks.Add(set, count, 80);
                }
            }

            return blocks;
        }
    }

    public static TheoryData<string> Sets => [.. InstructionSetsUnderTest.Names];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Outer_products_are_added_to_the_upper_triangle(string set, int count, int stride)
    {
        float[] left = Samples.Values(count * stride, 1);
        float[] right = Samples.Values(count * stride, 2);
        float[] matrix = Samples.Values(stride * stride, 3);
        float[] before = [.. matrix];

        Kernel(set).AddOuterProducts(left, right, stride, matrix);

        for (int row = 0; row < stride; row++)
        {
            for (int column = row; column < stride; column++)
            {
                double expected = before[(row * stride) + column]
                    + Enumerable.Range(0, count).Sum(i => (double)left[(i * stride) + row] * right[(i * stride) + column]);
                Assert.Equal(expected, matrix[(row * stride) + column], 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Product_is_rows_times_matrix(string set, int count, int stride)
    {
        // A rank that is not a whole stride, as rotations have.
        int depth = stride - 5;
        float[] left = Samples.Values(count * depth, 1);
        float[] right = Samples.Values(depth * stride, 2);
        float[] product = Samples.Values(count * stride, 3);

        Kernel(set).Multiply(left, right, depth, product);

        for (int i = 0; i < product.Length; i++)
        {
            (int row, int column) = (i / stride, i % stride);
            Assert.Equal(Enumerable.Range(0, depth).Sum(d => (double)left[(row * depth) + d] * right[(d * stride) + column]), product[i], 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Elementwise_operations_change_every_element(string set)
    {
        BlockKernel kernel = Kernel(set);
        foreach (int length in new[] { 16, 32, 80 })
        {
            float[] x = Samples.Values(length, 1);
            float[] y = Samples.Values(length, 2);
            float[] z = Samples.Values(length, 3);

            Assert.Equal(Dot(x, y), kernel.Dot(x, y), 1e-5);
            AssertEach(i => z[i] + (2.5 * x[i]), copy => kernel.AddScaled(2.5f, x, copy));
            AssertEach(i => z[i] * 2.5, copy => kernel.Scale(2.5f, copy));
            AssertEach(i => x[i] * y[i], copy => kernel.MultiplyElements(x, y, copy));
            AssertEach(i => x[i] * y[i], copy => Assert.Equal(x.Zip(y, (a, b) => (double)a * b * b).Sum(), kernel.MultiplyAndDot(x, y, copy), 1e-5));
            AssertEach(i => z[i] - (x[i] * y[i]), copy => kernel.SubtractProducts(x, y, z, copy));
            AssertEach(i => -(x[i] + 2.5) * y[i], copy => kernel.BeginSystem(x, 2.5f, y, new float[length], copy));
            AssertEach(i => x[i] + 2.5, copy => kernel.BeginSystem(x, 2.5f, y, copy, new float[length]));
            AssertEach(i => 1 / Math.Max(x[i], 0.25), copy => kernel.BeginDirection(y, x, 0.25f, copy, new float[length]));
            AssertEach(
                i => y[i] / Math.Max(x[i], 0.25),
                copy => Assert.Equal(x.Zip(y, (a, b) => b * b / Math.Max(a, 0.25)).Sum(), kernel.BeginDirection(y, x, 0.25f, new float[length], copy), 1e-4));
            AssertEach(i => z[i] + (2.5 * x[i]), copy => kernel.Step(2.5f, x, y, x, copy, new float[length]));
            AssertEach(
                i => z[i] - (2.5 * y[i]),
                copy => Assert.Equal(
                    Enumerable.Range(0, length).Sum(i => x[i] * Math.Pow(z[i] - (2.5 * y[i]), 2)), kernel.Step(2.5f, x, y, x, new float[length], copy), 1e-4));
            AssertEach(i => (x[i] * y[i]) + (2.5 * z[i]), copy => kernel.Turn(x, y, 2.5f, copy));

            void AssertEach(Func<int, double> expected, Action<float[]> operation)
            {
                float[] copy = [.. z];
                operation(copy);
                for (int i = 0; i < length; i++)
                {
                    Assert.Equal(expected(i), copy[i], 1e-5);
                }
            }
        }
    }

    [Fact]
    public void The_best_set_is_the_last_of_those_the_machine_has()
    {
        Assert.Equal([InstructionSet.Scalar, InstructionSet.Portable], InstructionSets.All.Take(2));
        Assert.Equal(InstructionSets.All.Max(), InstructionSets.Best);
    }

    private static BlockKernel Kernel(string set) => BlockKernel.Create(InstructionSetsUnderTest.Get(set));

    private static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (double)x[i] * y[i];
        }

        return sum;
    }
}
