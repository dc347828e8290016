using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Tests.Als;

public sealed class FactorBalanceTests
{
    private readonly Interactions _interactions = Samples.Interactions(30, 20, 200);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Sides_of_unequal_length_are_made_equal_without_changing_a_score(double exponent)
    {
        var objective = new AlsObjective(new AlsOptions { RegExponent = exponent });
        FactorMatrix customers = Samples.Factors(30, 5);
        FactorMatrix products = Samples.Factors(20, 5);
        foreach (ref float value in customers.Values)
        {
            value *= 100;
        }

        float score = Score(customers, products);
        double before = objective.RegularizationLoss(_interactions, customers, products);

        Assert.True(new FactorBalance(_interactions, objective).Apply(customers, products));

        Assert.Equal(score, Score(customers, products), 1e-4);
        Assert.True(objective.RegularizationLoss(_interactions, customers, products) < before / 10);
        double ratio = objective.CountedSquares(_interactions.ByCustomer, customers) / objective.CountedSquares(_interactions.ByProduct, products);
        Assert.Equal(1, ratio, 1e-4);
    }

    [Fact]
    public void Balanced_sides_are_left_as_they_are()
    {
        var balance = new FactorBalance(_interactions, new AlsObjective(new AlsOptions()));
        FactorMatrix customers = Samples.Factors(30, 5);
        FactorMatrix products = Samples.Factors(20, 5);
        balance.Apply(customers, products);
        float[] balanced = customers.Values.ToArray();

        Assert.False(balance.Apply(customers, products));
        Assert.False(balance.Apply(customers, new FactorMatrix(20, 5)));
        Assert.Equal(balanced, customers.Values.ToArray());
    }

    private static float Score(FactorMatrix customers, FactorMatrix products) =>
        customers[0].ToArray().Zip(products[0].ToArray(), (x, y) => x * y).Sum();
}
