using Cadabra.Recommender.Tests.Kernels;

namespace Cadabra.Recommender.Tests.Als;

public sealed class VectorRowSolverTests : RowSolverTests
{
    private protected override KernelUnderTest Kernel => KernelUnderTest.Vector;
}
