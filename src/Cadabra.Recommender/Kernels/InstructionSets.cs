using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cadabra.Recommender.Kernels;

/// <summary>Which instruction sets this machine has. The runtime's own switches, such as DOTNET_EnableAVX512=0, take one away.</summary>
internal static class InstructionSets
{
    /// <summary>The widest.</summary>
    public static InstructionSet Best => All[^1];

    /// <summary>Those that run here, slowest first.</summary>
    public static IReadOnlyList<InstructionSet> All
    {
        get
        {
            List<InstructionSet> sets = [InstructionSet.Scalar, InstructionSet.Portable];
            if (Avx2.IsSupported && Fma.IsSupported)
            {
                sets.Add(InstructionSet.Avx2);
            }

            if (Avx512F.IsSupported && Avx512DQ.IsSupported && Vector512.IsHardwareAccelerated)
            {
                sets.Add(InstructionSet.Avx512);
            }

            return sets;
        }
    }
}
