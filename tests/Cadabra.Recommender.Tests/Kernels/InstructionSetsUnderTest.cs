using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Tests.Kernels;

/// <summary>
/// The instruction sets that tests run over, by name: those of this machine and, everywhere, AVX-512, whose vectors the runtime takes apart where the machine
/// has none as wide.
/// </summary>
internal static class InstructionSetsUnderTest
{
    public static string[] Names => [.. InstructionSets.All.Append(InstructionSet.Avx512).Distinct().Select(set => set.ToString())];

    public static InstructionSet Get(string name) => Enum.Parse<InstructionSet>(name);
}
