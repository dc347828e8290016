using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Tests.Als;

public sealed class FoldInTests
{
    public static TheoryData<AlsOptions> Options =>
    [
        new AlsOptions { Rank = 6, Solver = AlsSolver.Cholesky },
        new AlsOptions { Rank = 6, ImplicitPrefs = false },
        new AlsOptions { Rank = 6, Alpha = 10, UnobservedWeight = 0.3, RegExponent = 0.5, Solver = AlsSolver.Cholesky },
    ];

    [Theory]
    [MemberData(nameof(Options))]
    public void A_customers_own_interactions_give_the_factors_of_the_fit(AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(40, 30, 300);
        AlsModel model = Fitting.Fit(interactions, options).Model;
        var foldIn = new FoldIn(model, options);

        for (int customer = 0; customer < interactions.CustomerCount; customer++)
        {
            Assert.Equal(model.Customers[customer].ToArray(), foldIn.Solve(interactions.ByCustomer.Columns(customer), interactions.ByCustomer.Values(customer)));
        }
    }

    [Fact]
    public void A_nonnegative_model_folds_in_nonnegative_factors()
    {
        var options = new AlsOptions { Rank = 6, Nonnegative = true };
        Interactions interactions = Samples.Interactions(40, 30, 300);
        AlsModel model = Fitting.Fit(interactions, options).Model;

        float[] factors = new FoldIn(model, options).Solve(interactions.ByCustomer.Columns(0), interactions.ByCustomer.Values(0));

        Assert.All(factors.Zip(model.Customers[0].ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void The_order_of_a_basket_does_not_matter()
    {
        var foldIn = new FoldIn(Samples.Model(3, 20, rank: 5), new AlsOptions());

        float[] ascending = foldIn.Solve([2, 7, 11], [1, 2, 3]);
        float[] mixed = foldIn.Solve([11, 2, 7], [3, 1, 2]);

        Assert.All(ascending.Zip(mixed), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void An_empty_basket_has_zero_factors() =>
        Assert.Equal(new float[5], new FoldIn(Samples.Model(3, 20, rank: 5), new AlsOptions()).Solve([], []));

    [Theory]
    [MemberData(nameof(Options))]
    public void Contributions_of_an_explanation_sum_to_the_score(AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(40, 30, 300);
        AlsModel model = Fitting.Fit(interactions, options).Model;
        var foldIn = new FoldIn(model, options);
        ReadOnlySpan<int> products = interactions.ByCustomer.Columns(0);
        ReadOnlySpan<float> weights = interactions.ByCustomer.Values(0);
        var contributions = new ScoredProduct[products.Length];

        for (int product = 0; product < interactions.ProductCount; product++)
        {
            foldIn.Explain(products, weights, product, contributions);

            double score = model.Customers[0].ToArray().Zip(model.Products[product].ToArray(), (x, y) => (double)x * y).Sum();
            Assert.Equal(score, contributions.Sum(contribution => (double)contribution.Score), 1e-4);
            Assert.Equal(products, contributions.Select(contribution => contribution.Product).ToArray());
        }
    }

    [Fact]
    public void Bad_baskets_are_named()
    {
        var foldIn = new FoldIn(Samples.Model(3, 20, rank: 5), new AlsOptions());

        Assert.Contains("Product 20 is not in the model; its products are 0 to 19.", Message(() => foldIn.Solve([20], [1])), StringComparison.Ordinal);
        Assert.Contains("Product -1 is not in the model", Message(() => foldIn.Solve([-1], [1])), StringComparison.Ordinal);
        Assert.Contains("Product 4 repeats", Message(() => foldIn.Solve([4, 5, 4], [1, 1, 1])), StringComparison.Ordinal);
        Assert.Contains("The weight of product 4 is NaN", Message(() => foldIn.Solve([4], [float.NaN])), StringComparison.Ordinal);
        Assert.Contains("There are 2 products but 1 weights", Message(() => foldIn.Solve([4, 5], [1])), StringComparison.Ordinal);
    }

    [Fact]
    public void Nonnegative_scores_cannot_be_explained() =>
        Assert.Throws<InvalidOperationException>(() =>
            new FoldIn(Samples.Model(3, 20, rank: 5), new AlsOptions { Nonnegative = true }).Explain([1], [1], 2, new ScoredProduct[1]));

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
