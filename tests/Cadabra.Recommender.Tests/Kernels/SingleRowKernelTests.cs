using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Tests.Kernels;

public sealed class SingleRowKernelTests : RowKernelContract<float>
{
    [Theory]
    [MemberData(nameof(RowKernelCases.Sets), MemberType = typeof(RowKernelCases))]
    public void Rows_of_a_table_without_padding_are_padded_with_zeros(string set)
    {
        foreach (int rank in new[] { 1, 15, 16, 17, 64 })
        {
            RowKernel<float> kernel = Kernel(InstructionSetsUnderTest.Get(set));
            int stride = kernel.Stride(rank);
            float[] table = Samples.Values(40 * rank, 1);
            int[] columns = [39, 0, 7, 7, 21, 3];
            float[] rows = Samples.Values(4 * stride, 2);

            kernel.Gather(table, rank, columns, 4, rows);

            for (int i = 0; i < rows.Length; i++)
            {
                (int row, int factor) = (i / stride, i % stride);
                Assert.Equal(factor < rank ? table[(columns[row] * rank) + factor] : 0, rows[i]);
            }
        }
    }

    private protected override RowKernel<float> Kernel(InstructionSet set) => RowKernels.Single(set);

    private protected override float Round(float factor) => factor;
}
