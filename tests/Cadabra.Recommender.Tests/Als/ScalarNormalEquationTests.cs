using Cadabra.Recommender.Tests.Kernels;

namespace Cadabra.Recommender.Tests.Als;

public sealed class ScalarNormalEquationTests : NormalEquationTests
{
    private protected override KernelUnderTest Kernel => KernelUnderTest.Scalar;
}
