using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Ranking.Kernels;

namespace Cadabra.Recommender.Ranking;

/// <summary>Ranking over the products of a model, in one of the forms of the kernel. Safe to use from many threads.</summary>
internal abstract class ProductScan
{
    /// <summary>In the widest form that this machine has.</summary>
    public static ProductScan Create(ProductPanels panels)
    {
        if (Avx512PanelKernel.IsSupported)
        {
            return new ProductScan<Avx512PanelKernel>(panels);
        }

        return Avx2PanelKernel.IsSupported ? new ProductScan<Avx2PanelKernel>(panels) : new ProductScan<PanelKernel<VectorKernel>>(panels);
    }

    /// <summary>The best products by inner product, for customer factors that are not all zeros.</summary>
    public abstract int Rank(ReadOnlySpan<float> factors, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination);

    /// <summary>The best products by cosine with a direction of length 1.</summary>
    public abstract int RankByCosine(ReadOnlySpan<float> direction, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination);

    /// <summary>The best products by inner product, for many customers.</summary>
    public abstract Recommendations RankMany(
        FactorMatrix customers, ReadOnlyMemory<int> ids, SparseRows? exclude, int top, int workers, CancellationToken cancellationToken);
}
