namespace Cadabra.Recommender.Tests.Kernels;

/// <summary>What row kernels are tried with.</summary>
public static class RowKernelCases
{
    /// <summary>Instruction set × rows of a block (none, one, eight ± 1, what remains after eight) × rank: whole strides and not, to one, three and four vectors.</summary>
    public static TheoryData<string, int, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int, int>();
            foreach (string set in InstructionSetsUnderTest.Names)
            {
                foreach (int count in new[] { 0, 1, 2, 3, 7, 8, 9, 17 })
                {
                    foreach (int rank in new[] { 1, 16, 33, 48, 64, 80 })
                    {
                        blocks.Add(set, count, rank);
                    }
                }
            }

            return blocks;
        }
    }

    public static TheoryData<string> Sets => [.. InstructionSetsUnderTest.Names];
}
