using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Ranking.Kernels;

/// <summary>The forms that every machine has, plain and <see cref="System.Numerics.Vector{T}"/>: those of the general kernel.</summary>
internal readonly struct PanelKernel<TKernel> : IPanelKernel
    where TKernel : struct, IKernel
{
    public static bool IsSupported => true;

    public static void MultiplyPanel(ReadOnlySpan<float> rows, int rank, ReadOnlySpan<float> panel, Span<float> products, int stride) =>
        TKernel.MultiplyPanel(rows, rank, panel, products, stride);

    public static int IndexOfAtLeast(ReadOnlySpan<float> values, float threshold) => TKernel.IndexOfAbove(values, MathF.BitDecrement(threshold));
}
