using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Evaluation;

/// <summary>
/// How well one customer's ranking meets what turned out to be relevant, looking at the first k places; relevance is yes or no. A ranking shorter than k counts
/// as if missed places were filled with misses, and without anything relevant each metric is 0: both as in Spark's RankingMetrics. The caller gives the
/// relevant product ids ascending, each once, and k of 1 or more.
/// </summary>
public static class RankingMetric
{
    /// <summary>Hits among the first k, divided by k (Spark: precisionAt).</summary>
    public static double Precision(ReadOnlySpan<ScoredProduct> ranking, ReadOnlySpan<int> relevant, int k) =>
        (double)CountHits(ranking, relevant, k) / k;

    /// <summary>Hits among the first k, divided by the number of relevant products (Spark: recallAt).</summary>
    public static double Recall(ReadOnlySpan<ScoredProduct> ranking, ReadOnlySpan<int> relevant, int k) =>
        relevant.IsEmpty ? 0 : (double)CountHits(ranking, relevant, k) / relevant.Length;

    /// <summary>1 if any of the first k is a hit.</summary>
    public static double HitRate(ReadOnlySpan<ScoredProduct> ranking, ReadOnlySpan<int> relevant, int k) =>
        ReciprocalRank(ranking, relevant, k) > 0 ? 1 : 0;

    /// <summary>1 / place of the first hit among the first k, 0 without one; its mean is MRR (Voorhees 1999).</summary>
    public static double ReciprocalRank(ReadOnlySpan<ScoredProduct> ranking, ReadOnlySpan<int> relevant, int k)
    {
        for (int place = 0; place < Math.Min(k, ranking.Length); place++)
        {
            if (IsHit(ranking[place], relevant))
            {
                return 1.0 / (place + 1);
            }
        }

        return 0;
    }

    /// <summary>
    /// Precision at the place of each hit among the first k, summed and divided by min(number of relevant products, k); its mean is MAP
    /// (Spark: meanAveragePrecisionAt).
    /// </summary>
    public static double AveragePrecision(ReadOnlySpan<ScoredProduct> ranking, ReadOnlySpan<int> relevant, int k)
    {
        int hits = 0;
        double sum = 0;
        for (int place = 0; place < Math.Min(k, ranking.Length); place++)
        {
            if (IsHit(ranking[place], relevant))
            {
                hits++;
                sum += (double)hits / (place + 1);
            }
        }

        return relevant.IsEmpty ? 0 : sum / Math.Min(relevant.Length, k);
    }

    /// <summary>
    /// Normalized discounted cumulative gain (Järvelin, Kekäläinen 2002): Σ over hits among the first k of 1 / log₂(place + 1), places counted from 1, divided by
    /// the same sum for an ideal ranking, which has min(number of relevant products, k) hits first (Spark: ndcgAt).
    /// </summary>
    public static double Ndcg(ReadOnlySpan<ScoredProduct> ranking, ReadOnlySpan<int> relevant, int k)
    {
        double gain = 0;
        for (int place = 0; place < Math.Min(k, ranking.Length); place++)
        {
            gain += IsHit(ranking[place], relevant) ? Discount(place) : 0;
        }

        double ideal = 0;
        for (int place = 0; place < Math.Min(k, relevant.Length); place++)
        {
            ideal += Discount(place);
        }

        return relevant.IsEmpty ? 0 : gain / ideal;
    }

    private static int CountHits(ReadOnlySpan<ScoredProduct> ranking, ReadOnlySpan<int> relevant, int k)
    {
        int hits = 0;
        for (int place = 0; place < Math.Min(k, ranking.Length); place++)
        {
            hits += IsHit(ranking[place], relevant) ? 1 : 0;
        }

        return hits;
    }

    private static bool IsHit(ScoredProduct product, ReadOnlySpan<int> relevant) => relevant.BinarySearch(product.Product) >= 0;

    private static double Discount(int place) => 1 / Math.Log2(place + 2);
}
