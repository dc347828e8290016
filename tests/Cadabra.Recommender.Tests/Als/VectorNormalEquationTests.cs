using Cadabra.Recommender.Tests.Kernels;

namespace Cadabra.Recommender.Tests.Als;

public sealed class VectorNormalEquationTests : NormalEquationTests
{
    private protected override KernelUnderTest Kernel => KernelUnderTest.Vector;
}
