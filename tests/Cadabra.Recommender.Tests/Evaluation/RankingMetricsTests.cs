using Cadabra.Recommender.Data;
using Cadabra.Recommender.Evaluation;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Tests.Evaluation;

public sealed class RankingMetricsTests
{
    [Theory]
    [InlineData("precision@1", 0.33, 0.005)]
    [InlineData("precision@5", 0.27, 0.005)]
    [InlineData("precision@15", 0.18, 0.005)]
    [InlineData("map@15", 0.355, 0.0005)]
    [InlineData("map@2", 0.25, 0.005)]
    [InlineData("ndcg@3", 0.33, 0.005)]
    [InlineData("ndcg@10", 0.49, 0.005)]
    [InlineData("recall@1", 0.067, 0.0005)]
    [InlineData("recall@5", 0.36, 0.005)]
    [InlineData("recall@15", 0.67, 0.005)]
    public void The_documented_example_of_Spark_gives_its_numbers(string name, double expected, double tolerance)
    {
        var metrics = new RankingMetrics(Popularity(), 1, 2, 3, 5, 10, 15);
        metrics.Add(Ranking(1, 6, 2, 7, 8, 3, 9, 10, 4, 5), [1, 2, 3, 4, 5]);
        metrics.Add(Ranking(4, 1, 5, 6, 2, 7, 3, 8, 9, 10), [1, 2, 3]);
        metrics.Add(Ranking(1, 2, 3, 4, 5), []);

        Assert.Equal(expected, metrics.ToDictionary()[name], tolerance);
    }

    [Fact]
    public void Coverage_counts_products_that_anyone_was_shown()
    {
        var metrics = new RankingMetrics(Popularity(), 1, 2);
        metrics.Add(Ranking(3, 4), []);
        metrics.Add(Ranking(3, 5, 6), []);

        Assert.Equal(1.0 / 12, metrics.ToDictionary()["coverage@1"], 1e-12);
        Assert.Equal(3.0 / 12, metrics.ToDictionary()["coverage@2"], 1e-12);
    }

    [Fact]
    public void Novelty_is_the_mean_information_of_what_was_shown()
    {
        // Of 8 customers, 8 have product 0 (0 bits), 2 have product 1 (2 bits), none has product 2 (3 bits, as for one customer).
        var builder = new InteractionsBuilder();
        for (int customer = 0; customer < 8; customer++)
        {
            builder.Add(customer, 0, 1);
        }

        builder.Add(3, 1, 1);
        builder.Add(4, 1, 5);
        var metrics = new RankingMetrics(new Popularity(builder.Build(8, 3)), 1, 2);
        metrics.Add(Ranking(1, 0), []);
        metrics.Add(Ranking(2), []);
        metrics.Add([], []);

        Assert.Equal((2.0 + 3) / 2, metrics.ToDictionary()["novelty@1"], 1e-12);
        Assert.Equal((1.0 + 3) / 2, metrics.ToDictionary()["novelty@2"], 1e-12);
    }

    [Fact]
    public void Merged_parts_equal_the_whole()
    {
        var whole = new RankingMetrics(Popularity(), 2, 5);
        var parts = new[] { new RankingMetrics(Popularity(), 2, 5), new RankingMetrics(Popularity(), 2, 5) };
        for (int customer = 0; customer < 6; customer++)
        {
            ScoredProduct[] ranking = Ranking(customer, customer + 3, customer + 5);
            int[] relevant = [customer % 4, 5];
            whole.Add(ranking, relevant);
            parts[customer % 2].Add(ranking, relevant);
        }

        parts[0].Merge(parts[1]);

        Assert.Equal(6, parts[0].CustomerCount);
        IReadOnlyDictionary<string, double> merged = parts[0].ToDictionary();
        Assert.Equal(16, merged.Count);
        Assert.All(whole.ToDictionary(), pair => Assert.Equal(pair.Value, merged[pair.Key], 1e-12));
    }

    [Fact]
    public void Without_customers_every_metric_is_0() =>
        Assert.All(new RankingMetrics(Popularity(), 10).ToDictionary(), pair => Assert.Equal(0, pair.Value));

    [Fact]
    public void Parts_that_measure_differently_do_not_merge()
    {
        var metrics = new RankingMetrics(Popularity(), 10);

        Assert.Throws<ArgumentException>(() => metrics.Merge(new RankingMetrics(Popularity(), 10, 20)));
        Assert.Throws<ArgumentException>(() => new RankingMetrics(Popularity()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RankingMetrics(Popularity(), 10, 0));
    }

    private static Popularity Popularity()
    {
        var builder = new InteractionsBuilder();
        builder.Add(0, 0, 1);
        return new Popularity(builder.Build(2, 12));
    }

    private static ScoredProduct[] Ranking(params int[] products) => [.. products.Select((product, place) => new ScoredProduct(product, -place))];
}
