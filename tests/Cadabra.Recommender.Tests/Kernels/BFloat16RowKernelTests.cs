using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Tests.Kernels;

public sealed class BFloat16RowKernelTests : RowKernelContract<ushort>
{
    /// <summary>Bits of a float and of the bfloat16 nearest to it, ties to even (IEEE 754, roundTiesToEven).</summary>
    public static TheoryData<uint, uint> Roundings => new()
    {
        { 0x3F800000, 0x3F800000 },
        { 0x3F807FFF, 0x3F800000 },
        { 0x3F808000, 0x3F800000 },
        { 0x3F808001, 0x3F810000 },
        { 0x3F818000, 0x3F820000 },
        { 0xBF808001, 0xBF810000 },
        { 0x7F7FFFFF, 0x7F800000 },
        { 0x7F800000, 0x7F800000 },
        { 0x80000000, 0x80000000 },
        { 0x00000001, 0x00000000 },
    };

    [Theory]
    [MemberData(nameof(Roundings))]
    public void A_factor_is_rounded_to_the_nearest(uint bits, uint expected)
    {
        foreach (string set in InstructionSetsUnderTest.Names)
        {
            RowKernel<ushort> kernel = Kernel(InstructionSetsUnderTest.Get(set));
            var row = new ushort[kernel.Stride(1)];
            kernel.Pack([BitConverter.UInt32BitsToSingle(bits)], 1, row);
            var sum = new float[row.Length];

            kernel.AddRows(row, [1f], sum);

            Assert.Equal(BitConverter.UInt32BitsToSingle(expected), sum[0]);
        }
    }

    private protected override RowKernel<ushort> Kernel(InstructionSet set) => RowKernels.BFloat16(set);

    private protected override float Round(float factor)
    {
        uint bits = BitConverter.SingleToUInt32Bits(factor);
        uint down = bits & 0xFFFF0000;
        uint up = down + 0x10000;
        float low = BitConverter.UInt32BitsToSingle(down);
        float high = BitConverter.UInt32BitsToSingle(up);
        float toLow = MathF.Abs(factor - low);
        float toHigh = MathF.Abs(high - factor);
        bool lowIsEven = (down & 0x10000) == 0;
        return toLow < toHigh || (toLow == toHigh && lowIsEven) ? low : high;
    }
}
