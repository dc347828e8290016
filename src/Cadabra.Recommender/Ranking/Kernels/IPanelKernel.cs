namespace Cadabra.Recommender.Ranking.Kernels;

/// <summary>
/// The two inner loops of ranking. Every form sums a score from the first factor to the last, a lane for each product, so that all forms with a fused
/// multiply-add give the same bits, whatever their width; lengths are the caller's business and are not checked here.
/// </summary>
internal interface IPanelKernel
{
    /// <summary>Whether this machine has the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>
    /// Inner products of a few rows with the 16 columns of one panel, a k × 16 block, row-major. Each is summed from the first factor to the last, so it
    /// does not depend on the other rows or columns of the call.
    /// </summary>
    /// <param name="rows">Rows of length <paramref name="rank"/>, one after the other.</param>
    /// <param name="rank">k.</param>
    /// <param name="panel">Length k × 16.</param>
    /// <param name="products">Where the first row's products go; the next row's follow <paramref name="stride"/> later.</param>
    /// <param name="stride">Distance of two rows in <paramref name="products"/>.</param>
    static abstract void MultiplyPanel(ReadOnlySpan<float> rows, int rank, ReadOnlySpan<float> panel, Span<float> products, int stride);

    /// <summary>Index of the first value that is at least the threshold, or −1; NaN never is.</summary>
    static abstract int IndexOfAtLeast(ReadOnlySpan<float> values, float threshold);
}
