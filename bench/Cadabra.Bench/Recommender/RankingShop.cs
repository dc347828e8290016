namespace Cadabra.Bench.Recommender;

/// <summary>What the ranking benchmarks rank.</summary>
public enum RankingShop
{
    /// <summary>Factors fitted on data of Online Retail's size: 4,335 customers, 3,663 products.</summary>
    OnlineRetail,

    /// <summary>Factors fitted on 40,000 customers, 50,000 products and a million pairs.</summary>
    Large,

    /// <summary>The worst case: normal random factors, 4,000 customers, 50,000 products, whose lengths say nothing.</summary>
    Gaussian,
}
