namespace Cadabra.Recommender.Tests.Kernels;

public sealed class ScalarKernelTests : KernelTests
{
    private protected override KernelUnderTest Kernel => KernelUnderTest.Scalar;
}
