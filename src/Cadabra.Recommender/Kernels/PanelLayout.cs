namespace Cadabra.Recommender.Kernels;

/// <summary>The shape that <see cref="IKernel.MultiplyPanel"/> reads: columns side by side, so that a vector register holds one factor of many products.</summary>
internal static class PanelLayout
{
    /// <summary>Columns of a panel: the floats of one AVX-512 register, a multiple of every narrower one.</summary>
    public const int Width = 16;
}
