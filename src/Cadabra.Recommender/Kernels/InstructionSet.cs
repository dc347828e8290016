
namespace Cadabra.Recommender.Kernels;

/// <summary>
/// What a <see cref="BlockKernel"/> is compiled for. Sets differ in the order of their sums, hence in the last bits of a fit; on one machine
/// <see cref="InstructionSets.Best"/> is always the same.
/// </summary>
internal enum InstructionSet
{
    /// <summary>Plain floats, the reference.</summary>
    Scalar,

    /// <summary>Whatever <see cref="System.Numerics.Vector{T}"/> is on this machine; NEON on Arm.</summary>
    Portable,

    /// <summary>256 bits with fused multiply-add: x86 since 2013.</summary>
    Avx2,

    /// <summary>512 bits.</summary>
    Avx512,
}
