using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Tests.Als;

/// <summary>
/// The objective of Rendle, Krichene, Zhang, Koren 2021 (iALS): Σ observed (1 − s)² + α₀·Σ all pairs s² + λ·(Σᵤ (nᵤ + α₀·I)^ν·‖xᵤ‖² + Σᵢ (nᵢ + α₀·U)^ν·‖yᵢ‖²) for U
/// customers and I products. It is ours at weights 1, α = w = α₀ and regParam λ·(1 + α₀), but for a factor √(1 + α₀) of all factors.
/// </summary>
public sealed class IalsEquivalenceTests
{
    private const int Customers = 20;
    private const int Products = 12;

    [Theory]
    [InlineData(0.3, 1.0)]
    [InlineData(0.3, 0.5)]
    [InlineData(0.05, 0.0)]
    public void Customers_are_where_the_gradient_of_their_objective_is_0(double alpha0, double nu)
    {
        const double Lambda = 0.02;
        Interactions interactions = Ones();
        var options = new AlsOptions
        {
            Rank = 3,
            MaxIter = 3,
            Alpha = alpha0,
            UnobservedWeight = alpha0,
            RegParam = Lambda * (1 + alpha0),
            RegScaling = AlsRegScaling.AllPairs,
            RegExponent = nu,
            Solver = AlsSolver.Cholesky,
        };

        AlsModel model = Fitting.Fit(interactions, options).Model;

        double[][] x = Scale(model.Customers, alpha0);
        double[][] y = Scale(model.Products, alpha0);
        for (int customer = 0; customer < Customers; customer++)
        {
            ReadOnlySpan<int> has = interactions.ByCustomer.Columns(customer);
            double regularization = Lambda * Math.Pow(has.Length + (alpha0 * Products), nu);
            double[] gradient = [.. x[customer].Select(value => regularization * value)];
            for (int product = 0; product < Products; product++)
            {
                double score = x[customer].Zip(y[product], (a, b) => a * b).Sum();
                double slope = (alpha0 * score) + (has.Contains(product) ? score - 1 : 0);
                gradient = [.. gradient.Zip(y[product], (sum, value) => sum + (slope * value))];
            }

            Assert.All(gradient, value => Assert.Equal(0, value, 1e-5));
        }
    }

    private static double[][] Scale(FactorMatrix factors, double alpha0) =>
        [.. Enumerable.Range(0, factors.RowCount).Select(row => factors[row].ToArray().Select(value => value / Math.Sqrt(1 + alpha0)).ToArray())];

    private static Interactions Ones()
    {
        var builder = new InteractionsBuilder();
        for (int customer = 0; customer < Customers; customer++)
        {
            for (int product = 0; product < Products; product++)
            {
                if (((customer * 7) + (product * product)) % 5 < 2)
                {
                    builder.Add(customer, product, 1);
                }
            }
        }

        return builder.Build(Customers, Products);
    }
}
