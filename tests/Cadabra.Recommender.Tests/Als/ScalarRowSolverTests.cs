using Cadabra.Recommender.Tests.Kernels;

namespace Cadabra.Recommender.Tests.Als;

public sealed class ScalarRowSolverTests : RowSolverTests
{
    private protected override KernelUnderTest Kernel => KernelUnderTest.Scalar;
}
