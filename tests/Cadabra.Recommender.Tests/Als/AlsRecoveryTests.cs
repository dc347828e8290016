using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Evaluation;

namespace Cadabra.Recommender.Tests.Als;

/// <summary>Matrices whose structure is known are found again.</summary>
public sealed class AlsRecoveryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Exact_rank_1_is_recovered(int rank)
    {
        double rmse = Rmse(Samples.LowRank(20, 40, rank: 1, noise: 0), new AlsOptions { ImplicitPrefs = false, Rank = rank, RegParam = 1e-5 });

        Assert.InRange(rmse, 0, 0.001);
    }

    [Theory]
    [InlineData(1, 1, 0.02)]
    [InlineData(1, 2, 0.02)]
    [InlineData(2, 2, 0.03)]
    [InlineData(2, 3, 0.03)]
    public void Noisy_low_rank_is_recovered_to_the_noise(int trueRank, int rank, double limit)
    {
        double rmse = Rmse(Samples.LowRank(20, 40, trueRank, noise: 0.01), new AlsOptions { ImplicitPrefs = false, Rank = rank, RegParam = 0.01 });

        Assert.InRange(rmse, 0, limit);
    }

    [Theory]
    [InlineData(AlsSolver.Cholesky)]
    [InlineData(AlsSolver.ConjugateGradient)]
    public void Implicit_preferences_of_rank_2_are_recovered(AlsSolver solver)
    {
        // Two groups of customers, each with its own half of the products, seen nine times in ten and up to 5 times.
        var random = new Random(1);
        var builder = new InteractionsBuilder();
        for (int customer = 0; customer < 20; customer++)
        {
            for (int product = customer % 2; product < 40; product += 2)
            {
                if (random.Next(10) > 0)
                {
                    builder.Add(customer, product, random.Next(1, 6));
                }
            }
        }

        Interactions interactions = builder.Build(20, 40);
        AlsFit fit = Fitting.Fit(interactions, new AlsOptions { Rank = 2, RegParam = 0.01, Solver = solver });

        Assert.InRange(ConfidenceWeightedRmse(interactions, fit.Model), 0, 0.3);
    }

    [Fact]
    public void A_negative_weight_is_not_an_unobserved_pair()
    {
        AlsFit with = Fitting.Fit(WithWeight(-3), new AlsOptions { Rank = 2 });
        AlsFit without = Fitting.Fit(WithWeight(0), new AlsOptions { Rank = 2 });

        Assert.NotEqual(with.Model.Customers.Values.ToArray(), without.Model.Customers.Values.ToArray());
        Assert.True(
            Score(with.Model, 0, 2) < Score(without.Model, 0, 2),
            "More confidence in a preference of 0 must lower the score.");
    }

    private static Interactions WithWeight(float weight)
    {
        var builder = new InteractionsBuilder();
        builder.Add(0, 0, 1);
        builder.Add(0, 1, 1);
        builder.Add(1, 0, 1);
        builder.Add(1, 2, 2);
        builder.Add(2, 1, 1);
        builder.Add(2, 2, 1);
        builder.Add(0, 2, weight);
        return builder.Build(3, 3);
    }

    private static double Rmse(Interactions interactions, AlsOptions options)
    {
        AlsModel model = Fitting.Fit(interactions, options).Model;
        var metrics = new RatingMetrics();
        for (int customer = 0; customer < interactions.CustomerCount; customer++)
        {
            foreach (int product in interactions.ByCustomer.Columns(customer))
            {
                metrics.Add(Score(model, customer, product), interactions.ByCustomer.Values(customer)[product]);
            }
        }

        return metrics.Rmse;
    }

    private static double ConfidenceWeightedRmse(Interactions interactions, AlsModel model)
    {
        double squares = 0;
        double confidences = 0;
        for (int customer = 0; customer < interactions.CustomerCount; customer++)
        {
            for (int product = 0; product < interactions.ProductCount; product++)
            {
                int entry = interactions.ByCustomer.Columns(customer).BinarySearch(product);
                double confidence = entry >= 0 ? 1 + interactions.ByCustomer.Values(customer)[entry] : 1;
                double error = (entry >= 0 ? 1 : 0) - Score(model, customer, product);
                squares += confidence * error * error;
                confidences += confidence;
            }
        }

        return Math.Sqrt(squares / confidences);
    }

    private static float Score(AlsModel model, int customer, int product)
    {
        float score = 0;
        for (int factor = 0; factor < model.Rank; factor++)
        {
            score += model.Customers[customer][factor] * model.Products[product][factor];
        }

        return score;
    }
}
