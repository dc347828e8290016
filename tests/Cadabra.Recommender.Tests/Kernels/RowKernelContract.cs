using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Tests.Kernels;

/// <summary>Every instruction set of this machine against sums in double precision, for one format of rows.</summary>
public abstract class RowKernelContract<TElement>
    where TElement : unmanaged
{
    [Theory]
    [MemberData(nameof(RowKernelCases.Blocks), MemberType = typeof(RowKernelCases))]
    public void Dots_are_the_inner_products_of_the_rows(string set, int count, int rank)
    {
        (RowKernel<TElement> kernel, float[] factors, TElement[] rows) = Block(set, count, rank);
        float[] x = Vector(kernel, rank, 2);
        float[] sums = Samples.Values(count, 3);

        kernel.Dots(rows, x, sums);

        for (int i = 0; i < count; i++)
        {
            Assert.Equal(Enumerable.Range(0, rank).Sum(j => (double)factors[(i * rank) + j] * x[j]), sums[i], 2e-5);
        }
    }

    [Theory]
    [MemberData(nameof(RowKernelCases.Blocks), MemberType = typeof(RowKernelCases))]
    public void Rows_and_their_squares_are_added_by_their_scales(string set, int count, int rank)
    {
        (RowKernel<TElement> kernel, float[] factors, TElement[] rows) = Block(set, count, rank);
        float[] scales = Samples.Values(count, 2);
        float[] squareScales = Samples.Values(count, 3);
        float[] start = Vector(kernel, rank, 4);
        float[] squareStart = Vector(kernel, rank, 5);
        float[] alone = [.. start];
        float[] sum = [.. start];
        float[] squares = [.. squareStart];

        kernel.AddRows(rows, scales, alone);
        kernel.AddRowsAndSquares(rows, scales, squareScales, sum, squares);

        for (int j = 0; j < sum.Length; j++)
        {
            double Factor(int row) => j < rank ? factors[(row * rank) + j] : 0;
            double expected = start[j] + Enumerable.Range(0, count).Sum(i => scales[i] * Factor(i));
            Assert.Equal(expected, alone[j], 2e-5);
            Assert.Equal(expected, sum[j], 2e-5);
            Assert.Equal(squareStart[j] + Enumerable.Range(0, count).Sum(i => squareScales[i] * Factor(i) * Factor(i)), squares[j], 2e-5);
        }
    }

    [Theory]
    [MemberData(nameof(RowKernelCases.Sets), MemberType = typeof(RowKernelCases))]
    public void Gathered_rows_are_those_of_the_table(string set)
    {
        foreach (int rank in new[] { 1, 15, 16, 17, 64 })
        {
            (RowKernel<TElement> kernel, _, TElement[] table) = Block(set, 40, rank);
            int stride = kernel.Stride(rank);
            int[] columns = [39, 0, 7, 7, 21, 3];
            var rows = new TElement[4 * stride];

            kernel.Gather(table, stride, columns, 4, rows);

            Assert.Equal(columns.Take(4).SelectMany(column => table.Skip(column * stride).Take(stride)), rows);
        }
    }

    [Theory]
    [MemberData(nameof(RowKernelCases.Sets), MemberType = typeof(RowKernelCases))]
    public void A_NaN_in_any_lane_reaches_the_sum(string set)
    {
        RowKernel<TElement> kernel = Kernel(InstructionSetsUnderTest.Get(set));
        int stride = kernel.Stride(16);
        for (int place = 0; place < 9 * 16; place++)
        {
            float[] factors = Samples.Values(9 * 16, 1);
            factors[place] = float.NaN;
            var rows = new TElement[9 * stride];
            kernel.Pack(factors, 16, rows);
            var sums = new float[9];

            kernel.Dots(rows, Vector(kernel, 16, 2), sums);

            Assert.Equal(Enumerable.Range(0, 9).Select(row => row == place / 16), sums.Select(float.IsNaN));
        }
    }

    private protected abstract RowKernel<TElement> Kernel(InstructionSet set);

    /// <summary>A factor as the format keeps it.</summary>
    private protected abstract float Round(float factor);

    /// <summary>A block, and what its rows are when read back.</summary>
    private protected (RowKernel<TElement> Kernel, float[] Factors, TElement[] Rows) Block(string set, int count, int rank)
    {
        RowKernel<TElement> kernel = Kernel(InstructionSetsUnderTest.Get(set));
        float[] factors = Samples.Values(count * rank, 1);
        var rows = new TElement[count * kernel.Stride(rank)];
        kernel.Pack(factors, rank, rows);
        return (kernel, [.. factors.Select(Round)], rows);
    }

    private static float[] Vector(RowKernel<TElement> kernel, int rank, int seed) => [.. Samples.Values(rank, seed), .. new float[kernel.Stride(rank) - rank]];
}
