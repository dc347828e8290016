using Cadabra.Recommender.Als;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Ranking;
using Cadabra.Recommender.Ranking.Kernels;

namespace Cadabra.Recommender.Tests.Ranking.Kernels;

/// <summary>One form of the panel kernel and the ranker built over it, as an object: theories choose it by name.</summary>
public abstract class PanelKernelUnderTest
{
    private static readonly PanelKernelUnderTest[] All =
    [
        new Of<PanelKernel<ScalarKernel>>("Scalar"),
        new Of<PanelKernel<VectorKernel>>("Vector"),
        new Of<Avx2PanelKernel>("Avx2"),
        new Of<Avx512PanelKernel>("Avx512"),
    ];

    private PanelKernelUnderTest(string name, bool isSupported)
    {
        Name = name;
        IsSupported = isSupported;
    }

    public static TheoryData<string> Names => [.. All.Select(kernel => kernel.Name)];

    public string Name { get; }

    private bool IsSupported { get; }

    public static PanelKernelUnderTest Get(string name)
    {
        PanelKernelUnderTest kernel = All.Single(kernel => kernel.Name == name);
        Assert.SkipUnless(kernel.IsSupported, $"This machine has no {name}.");
        return kernel;
    }

    public abstract void MultiplyPanel(float[] rows, int rank, float[] panel, Span<float> products, int stride);

    public abstract int IndexOfAtLeast(ReadOnlySpan<float> values, float threshold);

    public abstract Ranker Ranker(AlsModel model);

    private sealed class Of<TKernel>(string name) : PanelKernelUnderTest(name, TKernel.IsSupported)
        where TKernel : struct, IPanelKernel
    {
        public override void MultiplyPanel(float[] rows, int rank, float[] panel, Span<float> products, int stride) =>
            TKernel.MultiplyPanel(rows, rank, panel, products, stride);

        public override int IndexOfAtLeast(ReadOnlySpan<float> values, float threshold) => TKernel.IndexOfAtLeast(values, threshold);

        public override Ranker Ranker(AlsModel model) => new(model, panels => new ProductScan<TKernel>(panels));
    }
}
