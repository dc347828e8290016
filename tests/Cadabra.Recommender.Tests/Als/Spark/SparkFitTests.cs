using System.Globalization;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Tests.Kernels;

namespace Cadabra.Recommender.Tests.Als.Spark;

public sealed class SparkFitTests
{
    // What the order of sums in single precision leaves open, in scores of up to 5.
    private const double Rounding = 5e-7;

    private static readonly AlsOptions Explicit = new() { Init = AlsInit.Spark, ImplicitPrefs = false, Rank = 10, MaxIter = 5 };

    public static TheoryData<AlsOptions> Objectives =>
    [
        Explicit,
        Explicit with { ImplicitPrefs = true },
        Explicit with { ImplicitPrefs = true, Alpha = 40, RegParam = 0.01, Seed = 7 },
    ];

    /// <summary>Spark's documentation of its Python API prints these and cuts, not rounds, their last digits.</summary>
    [Theory]
    [InlineData(0, 0, "3.910")]
    [InlineData(0, 1, "1.997")]
    [InlineData(0, 2, "0.6929100")]
    [InlineData(1, 0, "3.4735689")]
    [InlineData(1, 2, "3.991")]
    [InlineData(2, 0, "-0.899198")]
    [InlineData(2, 1, "1.076")]
    [InlineData(2, 2, "4.892")]
    public void The_example_in_Sparks_documentation_gives_the_predictions_printed_there(int customer, int product, string printed)
    {
        double digits = double.Parse(printed, CultureInfo.InvariantCulture);
        double cut = Math.CopySign(Math.Pow(10, printed.IndexOf('.', StringComparison.Ordinal) + 1 - printed.Length), digits);

        foreach (KernelUnderTest kernel in new[] { KernelUnderTest.Scalar, KernelUnderTest.Vector })
        {
            double score = Samples.Score(kernel.Fit(DocumentedRatings(), Explicit).Model, customer, product);

            Assert.InRange(score, Math.Min(digits, digits + cut) - Rounding, Math.Max(digits, digits + cut) + Rounding);
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Every_iteration_solves_the_products_and_then_the_customers_exactly(AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(60, 40, 500, withNegatives: options.ImplicitPrefs);
        var reference = new DenseReference(interactions.ByCustomer, options);
        var transposed = new DenseReference(interactions.ByProduct, options);
        FactorMatrix start = Fitting.Fit(interactions, options with { MaxIter = 1 }).Model.Customers;

        // The second iteration alone, from what the first left: no balance between the sides may come in between.
        AlsModel second = Fitting.Fit(interactions, options with { MaxIter = 2 }).Model;

        AssertSolved(transposed, interactions.ByProduct, second.Products, start);
        AssertSolved(reference, interactions.ByCustomer, second.Customers, second.Products);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_solver_does_not_matter(AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(60, 40, 500);
        float[] expected = Fitting.Fit(interactions, options with { Solver = AlsSolver.Cholesky }).Model.Customers.Values.ToArray();

        Assert.Equal(expected, Fitting.Fit(interactions, options with { Solver = AlsSolver.Auto }).Model.Customers.Values.ToArray());
        Assert.Equal(expected, Fitting.Fit(interactions, options with { Solver = AlsSolver.ConjugateGradient }).Model.Customers.Values.ToArray());
    }

    [Fact]
    public void Nonnegative_factors_stay_nonnegative_though_they_start_negative()
    {
        AlsModel model = Fitting.Fit(Samples.Interactions(60, 40, 500), Explicit with { Nonnegative = true }).Model;

        Assert.All(model.Customers.Values.ToArray(), value => Assert.True(value >= 0));
        Assert.All(model.Products.Values.ToArray(), value => Assert.True(value >= 0));
    }

    private static void AssertSolved(DenseReference reference, SparseRows rows, FactorMatrix solved, FactorMatrix other)
    {
        for (int row = 0; row < rows.RowCount; row++)
        {
            (double[] gradient, double[] size) = reference.Gradient(row, solved[row], other);
            Assert.All(gradient.Zip(size), pair => Assert.InRange(pair.First, -1e-6 * pair.Second, 1e-6 * pair.Second));
        }
    }

    private static Interactions DocumentedRatings()
    {
        var builder = new InteractionsBuilder();
        builder.Add(0, 0, 4);
        builder.Add(0, 1, 2);
        builder.Add(1, 1, 3);
        builder.Add(1, 2, 4);
        builder.Add(2, 1, 1);
        builder.Add(2, 2, 5);
        return builder.Build(3, 3);
    }
}
