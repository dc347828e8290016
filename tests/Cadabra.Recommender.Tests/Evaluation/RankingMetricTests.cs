using Cadabra.Recommender.Evaluation;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Tests.Evaluation;

public sealed class RankingMetricTests
{
    [Fact]
    public void Every_metric_is_1_for_the_ideal_ranking()
    {
        ScoredProduct[] ranking = Ranking(4, 2, 9);

        Assert.Equal(1, RankingMetric.Precision(ranking, [2, 4, 9], 3));
        Assert.Equal(1, RankingMetric.Recall(ranking, [2, 4, 9], 3));
        Assert.Equal(1, RankingMetric.Ndcg(ranking, [2, 4, 9], 3));
        Assert.Equal(1, RankingMetric.AveragePrecision(ranking, [2, 4, 9], 3));
        Assert.Equal(1, RankingMetric.ReciprocalRank(ranking, [2, 4, 9], 3));
        Assert.Equal(1, RankingMetric.HitRate(ranking, [2, 4, 9], 3));
        Assert.Equal(1, RankingMetric.Ndcg(ranking, [1, 2, 3, 4, 5, 9], 3));
    }

    [Fact]
    public void A_hit_counts_by_its_place()
    {
        ScoredProduct[] ranking = Ranking(7, 8, 4, 1, 2);
        int[] relevant = [2, 4];

        Assert.Equal(2.0 / 5, RankingMetric.Precision(ranking, relevant, 5), 1e-12);
        Assert.Equal(0.5, RankingMetric.Recall(ranking, relevant, 4), 1e-12);
        Assert.Equal(1.0 / 3, RankingMetric.ReciprocalRank(ranking, relevant, 5), 1e-12);
        Assert.Equal(((1.0 / 3) + (2.0 / 5)) / 2, RankingMetric.AveragePrecision(ranking, relevant, 5), 1e-12);
        Assert.Equal((0.5 + (1 / Math.Log2(6))) / (1 + (1 / Math.Log2(3))), RankingMetric.Ndcg(ranking, relevant, 5), 1e-12);
    }

    [Fact]
    public void A_hit_beyond_k_does_not_count()
    {
        ScoredProduct[] ranking = Ranking(7, 8, 4);

        Assert.Equal(0, RankingMetric.Precision(ranking, [4], 2));
        Assert.Equal(0, RankingMetric.ReciprocalRank(ranking, [4], 2));
        Assert.Equal(0, RankingMetric.HitRate(ranking, [4], 2));
        Assert.Equal(0, RankingMetric.Ndcg(ranking, [4], 2));
        Assert.Equal(0, RankingMetric.AveragePrecision(ranking, [4], 2));
    }

    [Fact]
    public void A_short_ranking_is_divided_by_k_all_the_same() => Assert.Equal(0.1, RankingMetric.Precision(Ranking(4), [4], 10));

    [Fact]
    public void Nothing_relevant_is_0_and_not_NaN()
    {
        ScoredProduct[] ranking = Ranking(1, 2);

        Assert.Equal(0, RankingMetric.Precision(ranking, [], 2));
        Assert.Equal(0, RankingMetric.Recall(ranking, [], 2));
        Assert.Equal(0, RankingMetric.Ndcg(ranking, [], 2));
        Assert.Equal(0, RankingMetric.AveragePrecision(ranking, [], 2));
    }

    private static ScoredProduct[] Ranking(params int[] products) => [.. products.Select((product, place) => new ScoredProduct(product, -place))];
}
