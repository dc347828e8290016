using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking.Kernels;

namespace Cadabra.Recommender.Ranking;

/// <summary>Ranking over the products of a model. Safe to use from many threads.</summary>
internal sealed class ProductScan(ProductPanels panels, PanelKernel kernel)
{
    // Enough that customers who scan far do so in company, few enough that a tile's scores stay in the second-level cache.
    private const int MaxBlockSize = 21 * PanelKernel.RowsAtOnce;

    // Smaller blocks would leave the kernel's registers idle.
    private const int MinBlockSize = 2 * PanelKernel.RowsAtOnce;

    // So many that a worker which ends early finds another.
    private const int BlocksPerWorker = 4;

    /// <summary>The best products by inner product, for customer factors that are not all zeros.</summary>
    public int Rank(ReadOnlySpan<float> factors, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination) =>
        Rank(factors, ProductPanels.Norm(factors), byCosine: false, exclude, destination);

    /// <summary>The best products by cosine with a direction of length 1.</summary>
    /// <remarks>Sees every product: the norm bounds no cosine.</remarks>
    public int RankByCosine(ReadOnlySpan<float> direction, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination) =>
        Rank(direction, double.PositiveInfinity, byCosine: true, exclude, destination);

    /// <summary>The best products by inner product, for many customers.</summary>
    public Recommendations RankMany(
        FactorMatrix customers, ReadOnlyMemory<int> ids, SparseRows? exclude, int top, int workers, CancellationToken cancellationToken) =>
        new BatchRanking(customers, panels, kernel, exclude, BlockSize(ids.Length, workers)).Run(ids, top, workers, cancellationToken);

    private static int BlockSize(int customers, int workers) => Math.Clamp(customers / (workers * BlocksPerWorker), MinBlockSize, MaxBlockSize);

    private int Rank(ReadOnlySpan<float> factors, double norm, bool byCosine, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination)
    {
        var ranker = new BlockRanker(panels, kernel, maxRows: 1);
        ranker.Reset();
        ranker.Add(row: 0, factors, norm, exclude);
        int count = 0;
        while (ranker.ScoreNextTile())
        {
            if (byCosine)
            {
                ranker.DivideByNorms(place: 0);
            }

            count = ranker.Collect(place: 0, destination);
            if (ranker.IsComplete(place: 0, destination))
            {
                break;
            }
        }

        new TopProducts(destination, count).Sort();
        return count;
    }
}
