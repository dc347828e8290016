using System.Numerics;
using System.Runtime.Intrinsics;

namespace Cadabra.Recommender.Kernels;

/// <summary>The row kernels of an instruction set, which this machine must have.</summary>
internal static class RowKernels
{
    public static RowKernel<float> Single(InstructionSet set) => set switch
    {
        InstructionSet.Avx512 => new RowKernel<Avx512Lanes, Vector512<float>, float, SingleRows<Avx512Lanes, Vector512<float>>>(),
        InstructionSet.Avx2 => new RowKernel<Avx2Lanes, Vector256<float>, float, SingleRows<Avx2Lanes, Vector256<float>>>(),
        InstructionSet.Portable => new RowKernel<PortableLanes, Vector<float>, float, SingleRows<PortableLanes, Vector<float>>>(),
        _ => new RowKernel<ScalarLanes, float, float, SingleRows<ScalarLanes, float>>(),
    };

    public static RowKernel<ushort> BFloat16(InstructionSet set) => set switch
    {
        InstructionSet.Avx512 => new RowKernel<Avx512Lanes, Vector512<float>, ushort, BFloat16Rows<Avx512Lanes, Vector512<float>>>(),
        InstructionSet.Avx2 => new RowKernel<Avx2Lanes, Vector256<float>, ushort, BFloat16Rows<Avx2Lanes, Vector256<float>>>(),
        InstructionSet.Portable => new RowKernel<PortableLanes, Vector<float>, ushort, BFloat16Rows<PortableLanes, Vector<float>>>(),
        _ => new RowKernel<ScalarLanes, float, ushort, BFloat16Rows<ScalarLanes, float>>(),
    };
}
