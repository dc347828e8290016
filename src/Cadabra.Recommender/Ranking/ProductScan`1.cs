using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking.Kernels;

namespace Cadabra.Recommender.Ranking;

/// <inheritdoc/>
internal sealed class ProductScan<TKernel>(ProductPanels panels) : ProductScan
    where TKernel : struct, IPanelKernel
{
    // Enough that customers who scan far do so in company, few enough that a tile's scores stay in the second-level cache.
    private const int MaxBlockSize = 128;

    // The rows that a kernel multiplies at once; smaller blocks would leave its registers idle.
    private const int MinBlockSize = 8;

    // So many that a worker which ends early finds another.
    private const int BlocksPerWorker = 4;

    public override int Rank(ReadOnlySpan<float> factors, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination) =>
        Rank(factors, ProductPanels.Norm(factors), byCosine: false, exclude, destination);

    /// <remarks>Sees every product: the norm bounds no cosine.</remarks>
    public override int RankByCosine(ReadOnlySpan<float> direction, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination) =>
        Rank(direction, double.PositiveInfinity, byCosine: true, exclude, destination);

    public override Recommendations RankMany(
        FactorMatrix customers, ReadOnlyMemory<int> ids, SparseRows? exclude, int top, int workers, CancellationToken cancellationToken) =>
        new BatchRanking<TKernel>(customers, panels, exclude, BlockSize(ids.Length, workers)).Run(ids, top, workers, cancellationToken);

    private static int BlockSize(int customers, int workers) => Math.Clamp(customers / (workers * BlocksPerWorker), MinBlockSize, MaxBlockSize);

    private int Rank(ReadOnlySpan<float> factors, double norm, bool byCosine, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination)
    {
        var ranker = new BlockRanker<TKernel>(panels, maxRows: 1);
        ranker.Reset();
        ranker.Add(row: 0, factors, norm);
        int count = 0;
        while (ranker.ScoreNextTile())
        {
            if (byCosine)
            {
                ranker.DivideByNorms(place: 0);
            }

            count = ranker.Collect(place: 0, exclude, destination);
            if (ranker.IsComplete(place: 0, destination))
            {
                break;
            }
        }

        new TopProducts(destination, count).Sort();
        return count;
    }
}
