using System.Numerics;
using System.Runtime.Intrinsics;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Ranking.Kernels;

/// <summary>
/// The two inner loops of ranking. Every form sums a score from the first factor to the last, a lane for each product, so that all forms with a fused
/// multiply-add give the same bits, whatever their width; lengths are the caller's business and are not checked here. A call does the work of
/// many rows or of a tile's scores, beside which its virtual dispatch costs nothing.
/// </summary>
internal abstract class PanelKernel
{
    /// <summary>Columns of a panel: two of the widest registers, hence an even number of any.</summary>
    public const int Width = 32;

    /// <summary>
    /// Rows that are multiplied together: with two vectors of a panel 12 sums, which hide the latency of a fused multiply-add and, with the two loads and a row's
    /// factor, fit 16 registers. What remains of a call's rows is multiplied one by one, at half the speed.
    /// </summary>
    public const int RowsAtOnce = 6;

    /// <summary>The kernel of an instruction set.</summary>
    public static PanelKernel Create(InstructionSet set) => set switch
    {
        InstructionSet.Avx512 => new PanelKernel<Avx512Lanes, Vector512<float>>(),
        InstructionSet.Avx2 => new PanelKernel<Avx2Lanes, Vector256<float>>(),
        InstructionSet.Portable => new PanelKernel<PortableLanes, Vector<float>>(),
        _ => new PanelKernel<ScalarLanes, float>(),
    };

    /// <summary>
    /// Inner products of a few rows with the columns of one panel, a k × width block, row-major. Each is summed from the first factor to the last, so it
    /// does not depend on the other rows or columns of the call.
    /// </summary>
    /// <param name="rows">Rows of length <paramref name="rank"/>, one after the other.</param>
    /// <param name="rank">k.</param>
    /// <param name="panel">Length k × width.</param>
    /// <param name="products">Where the first row's products go; the next row's follow <paramref name="stride"/> later.</param>
    /// <param name="stride">Distance of two rows in <paramref name="products"/>.</param>
    public abstract void MultiplyPanel(ReadOnlySpan<float> rows, int rank, ReadOnlySpan<float> panel, Span<float> products, int stride);

    /// <summary>Index of the first value that is at least the threshold, or −1; NaN never is.</summary>
    public abstract int IndexOfAtLeast(ReadOnlySpan<float> values, float threshold);
}
