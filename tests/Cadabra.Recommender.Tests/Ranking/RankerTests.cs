using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking;
using CsCheck;

namespace Cadabra.Recommender.Tests.Ranking;

public sealed class RankerTests
{
    private static readonly AlsModel Fixture = new(Samples.Factors("6 4; 3 4; 3 6"), Samples.Factors("0 0; 0 0; 0 0; 5 6; 6 2; 3 6; 4 1"));

    [Theory]
    [InlineData(0, "3:54 4:44 5:42 6:28")]
    [InlineData(1, "3:39 5:33 4:26 6:16")]
    [InlineData(2, "3:51 5:45 4:30 6:18")]
    public void The_known_model_ranks_as_published(int customer, string expected)
    {
        Assert.Equal(expected, Text(Recommend(new Ranker(Fixture), customer, exclude: [], top: 10)));
        Assert.Equal(expected[..9], Text(Recommend(new Ranker(Fixture), customer, exclude: [], top: 2)));
    }

    [Fact]
    public void Excluded_products_are_left_out()
    {
        var ranker = new Ranker(Fixture);

        Assert.Equal("4:44 6:28", Text(Recommend(ranker, customer: 0, exclude: [0, 3, 5, 99], top: 10)));
        Assert.Equal("", Text(Recommend(ranker, customer: 0, exclude: [3, 4, 5, 6], top: 10)));
    }

    [Fact]
    public void Equal_scores_are_ordered_by_product()
    {
        var ranker = new Ranker(new AlsModel(Samples.Factors("1"), Samples.Factors("2; 3; 2; 3; 2; 1")));

        Assert.Equal("1:3 3:3 0:2 2:2 4:2 5:1", Text(Recommend(ranker, 0, [], top: 6)));
        Assert.Equal("1:3 3:3 0:2", Text(Recommend(ranker, 0, [], top: 3)));
    }

    [Fact]
    public void Negative_scores_are_recommended_when_there_are_no_better()
    {
        var ranker = new Ranker(new AlsModel(Samples.Factors("1"), Samples.Factors("-2; 0; -1")));

        Assert.Equal("2:-1 0:-2", Text(Recommend(ranker, 0, [], top: 3)));
    }

    [Fact]
    public void A_customer_without_factors_gets_nothing()
    {
        var model = new AlsModel(Samples.Factors("0 0; 1 1"), Fixture.Products);
        var ranker = new Ranker(model);

        Assert.Equal(0, ranker.Recommend(0, [], new ScoredProduct[3]));
        Assert.Equal(0, ranker.Recommend([0f, 0f], [], new ScoredProduct[3]));
        Assert.True(RecommendAll(ranker, exclude: null, top: 3)[0].IsEmpty);
        Assert.Equal(3, RecommendAll(ranker, exclude: null, top: 3)[1].Length);
    }

    [Fact]
    public void A_model_without_products_recommends_nothing()
    {
        var ranker = new Ranker(new AlsModel(Samples.Factors("1 1"), new FactorMatrix(0, 2)));

        Assert.Equal(0, ranker.Recommend(0, [], new ScoredProduct[3]));
        Assert.True(RecommendAll(ranker, exclude: null, top: 3)[0].IsEmpty);
    }

    [Fact]
    public void An_empty_destination_gets_nothing() => Assert.Equal(0, new Ranker(Fixture).Recommend(0, [], []));

    [Fact]
    public void A_product_whose_factors_are_NaN_is_never_recommended()
    {
        var ranker = new Ranker(new AlsModel(Samples.Factors("1"), new FactorMatrix(3, 1, [1, float.NaN, 2])));

        Assert.Equal("2:2 0:1", Text(Recommend(ranker, 0, [], top: 3)));
        Assert.Equal(0, ranker.Similar(1, new ScoredProduct[3]));
    }

    [Fact]
    public void Any_model_ranks_as_sorting_all_scores_does() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 1200], Gen.Int[1, 9], Gen.Int[1, 30], Gen.Int[0, 10_000]).Sample((customers, products, rank, top, seed) =>
        {
            // Whole factors make many equal scores, and some products without factors.
            var model = new AlsModel(Samples.WholeFactors(customers, rank, seed), Samples.WholeFactors(products, rank, seed + 1));
            SparseRows exclude = Samples.Interactions(customers, products + 1, customers * 5, seed).ByCustomer;
            var ranker = new Ranker(model);
            Recommendations all = RecommendAll(ranker, exclude, top);
            return Enumerable.Range(0, customers).All(customer =>
            {
                ScoredProduct[] expected = SortedScores.Of(model, customer, exclude.Columns(customer).ToArray(), top);
                return expected.AsSpan().SequenceEqual(all[customer])
                    && expected.SequenceEqual(Recommend(ranker, customer, exclude.Columns(customer).ToArray(), top));
            });
        }, iter: 60);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void All_at_once_equals_one_by_one_bit_for_bit_on_any_number_of_threads(int threads)
    {
        AlsModel model = Samples.Model(100, 1500, rank: 33);
        SparseRows exclude = Samples.Interactions(100, 1500, 3000).ByCustomer;
        var ranker = new Ranker(model);

        Recommendations all = ranker.RecommendAll(exclude, top: 10, threads, TestContext.Current.CancellationToken);

        Assert.Equal((100, 10), (all.Count, all.Top));
        for (int customer = 0; customer < 100; customer++)
        {
            Assert.Equal(Recommend(ranker, customer, exclude.Columns(customer).ToArray(), top: 10), all[customer].ToArray());
        }
    }

    [Fact]
    public void Some_customers_come_in_the_order_asked_for()
    {
        int[] ids = [2, 0, 2];

        Recommendations some = new Ranker(Fixture).RecommendAll(ids, exclude: null, top: 1, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["3:51", "3:54", "3:51"], Enumerable.Range(0, some.Count).Select(row => Text(some[row].ToArray())));
    }

    [Fact]
    public void Cancelling_stops_a_batch() =>
        Assert.Throws<OperationCanceledException>(() => new Ranker(Fixture).RecommendAll(exclude: null, top: 1, threads: 1, new CancellationToken(canceled: true)));

    [Fact]
    public void Similar_products_are_ranked_by_cosine_without_the_product_itself()
    {
        ScoredProduct[] similar = new ScoredProduct[5];

        int count = new Ranker(Fixture).Similar(3, similar);

        Assert.Equal([5, 4, 6], similar[..count].Select(product => product.Product));
        Assert.Equal((15 + 36) / Math.Sqrt(61 * 45), similar[0].Score, 1e-6);
        Assert.Equal((30 + 12) / Math.Sqrt(61 * 40), similar[1].Score, 1e-6);
        Assert.Equal(0, new Ranker(Fixture).Similar(0, similar));
    }

    [Fact]
    public void Bad_requests_are_named()
    {
        var ranker = new Ranker(Fixture);
        var exclude = new SparseRows(7, [0, 0], [], []);

        Assert.Contains("Customer 3 is not in the model; its customers are 0 to 2.", Message(() => ranker.Recommend(3, [], new ScoredProduct[1])), StringComparison.Ordinal);
        Assert.Contains("Customer -1 is not in the model", Message(() => ranker.RecommendAll(new[] { -1 }, null, 1, threads: 1, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Contains("Product 7 is not in the model; its products are 0 to 6.", Message(() => ranker.Similar(7, new ScoredProduct[1])), StringComparison.Ordinal);
        Assert.Contains("found 3 after 5 at place 1", Message(() => ranker.Recommend(0, [5, 3], new ScoredProduct[1])), StringComparison.Ordinal);
        Assert.Contains("have 1 rows, the model 3 customers", Message(() => RecommendAll(ranker, exclude, top: 1)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ranker.Recommend([1f], [], new ScoredProduct[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecommendAll(ranker, exclude: null, top: 0));
    }

    private static ScoredProduct[] Recommend(Ranker ranker, int customer, int[] exclude, int top)
    {
        var destination = new ScoredProduct[top];
        return destination[..ranker.Recommend(customer, exclude, destination)];
    }

    private static Recommendations RecommendAll(Ranker ranker, SparseRows? exclude, int top) =>
        ranker.RecommendAll(exclude, top, threads: 2, TestContext.Current.CancellationToken);

    private static string Text(ScoredProduct[] products) => string.Join(' ', products.Select(product => $"{product.Product}:{product.Score}"));

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
