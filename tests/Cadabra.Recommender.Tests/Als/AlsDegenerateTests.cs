using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Tests.Als;

/// <summary>Inputs at the edge of what makes sense: each fits to what the objective says, or is refused by name (<see cref="AlsErrorTests"/>).</summary>
public sealed class AlsDegenerateTests
{
    public static TheoryData<AlsOptions> Options =>
    [
        new AlsOptions { Solver = AlsSolver.Cholesky },
        new AlsOptions { Solver = AlsSolver.ConjugateGradient },
        new AlsOptions { Nonnegative = true },
        new AlsOptions { Init = AlsInit.Spark },
        new AlsOptions { ImplicitPrefs = false },
        new AlsOptions { ImplicitPrefs = false, Solver = AlsSolver.ConjugateGradient },
        new AlsOptions { ImplicitPrefs = false, Nonnegative = true },
        new AlsOptions { ImplicitPrefs = false, Init = AlsInit.Spark },
    ];

    [Theory]
    [MemberData(nameof(Options))]
    public void Rank_1_fits(AlsOptions options) => AssertFits(Samples.Interactions(30, 20, 200), options with { Rank = 1 });

    [Theory]
    [MemberData(nameof(Options))]
    public void One_customer_fits(AlsOptions options) => AssertFits(Pairs(1, 9, (_, product) => product % 3 == 0), options with { Rank = 4 });

    [Theory]
    [MemberData(nameof(Options))]
    public void One_product_fits(AlsOptions options) => AssertFits(Pairs(9, 1, (customer, _) => customer % 3 == 0), options with { Rank = 4 });

    [Theory]
    [MemberData(nameof(Options))]
    public void A_product_that_everybody_has_and_a_customer_who_has_everything_fit(AlsOptions options) =>
        AssertFits(Pairs(12, 8, (customer, product) => customer == 5 || product == 3), options with { Rank = 4 });

    [Theory]
    [MemberData(nameof(Options))]
    public void A_customer_with_nothing_changes_nothing_for_the_others_and_is_recommended_nothing(AlsOptions options)
    {
        AlsModel without = Fitting.Fit(Pairs(12, 8, Sometimes), options with { Rank = 4 }).Model;
        AlsModel with = Fitting.Fit(Pairs(13, 8, (customer, product) => customer < 12 && Sometimes(customer, product)), options with { Rank = 4 }).Model;

        Assert.Equal(Scores(without), Scores(with)[..(12 * 8)]);
        Assert.Equal(0, new Ranker(with).Recommend(12, [], new ScoredProduct[3]));

        static bool Sometimes(int customer, int product) => ((customer * 5) + (product * 3)) % 4 == 0;
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Pairs_given_several_times_fit_as_their_sum_does(AlsOptions options)
    {
        var once = new InteractionsBuilder();
        var twice = new InteractionsBuilder();
        foreach ((int customer, int product) in new[] { (0, 0), (0, 2), (1, 1), (2, 2) })
        {
            once.Add(customer, product, 3);
            twice.Add(customer, product, 1);
        }

        foreach ((int customer, int product) in new[] { (2, 2), (0, 0), (1, 1), (0, 2) })
        {
            twice.Add(customer, product, 2);
        }

        Assert.Equal(
            Scores(Fitting.Fit(once.Build(3, 3), options with { Rank = 2 }).Model),
            Scores(Fitting.Fit(twice.Build(3, 3), options with { Rank = 2 }).Model));
    }

    /// <summary>The loss never rises, its last value is that of the factors pair by pair, and what is active is recommended something.</summary>
    private static void AssertFits(Interactions interactions, AlsOptions options)
    {
        AlsFit fit = Fitting.Fit(interactions, options);
        double[] losses = [.. fit.Iterations.Select(iteration => iteration.Loss)];

        Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.Second <= pair.First * (1 + 1e-6), $"{pair.First} rose to {pair.Second}."));
        Assert.Equal(new DenseReference(interactions, options).Loss(fit.Model), losses[^1], 1e-5 * losses[^1]);
        var ranker = new Ranker(fit.Model);
        for (int customer = 0; customer < interactions.CustomerCount; customer++)
        {
            int expected = interactions.ByCustomer.Columns(customer).IsEmpty ? 0 : 1;
            Assert.Equal(expected, ranker.Recommend(customer, [], new ScoredProduct[1]));
        }
    }

    private static Interactions Pairs(int customers, int products, Func<int, int, bool> has)
    {
        var builder = new InteractionsBuilder();
        for (int customer = 0; customer < customers; customer++)
        {
            for (int product = 0; product < products; product++)
            {
                if (has(customer, product))
                {
                    builder.Add(customer, product, 1 + ((customer + product) % 4));
                }
            }
        }

        return builder.Build(customers, products);
    }

    private static double[] Scores(AlsModel model) =>
    [
        .. from customer in Enumerable.Range(0, model.Customers.RowCount)
           from product in Enumerable.Range(0, model.Products.RowCount)
           select Samples.Score(model, customer, product),
    ];
}
