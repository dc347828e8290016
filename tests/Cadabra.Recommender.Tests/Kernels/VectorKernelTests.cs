namespace Cadabra.Recommender.Tests.Kernels;

public sealed class VectorKernelTests : KernelTests
{
    private protected override KernelUnderTest Kernel => KernelUnderTest.Vector;
}
