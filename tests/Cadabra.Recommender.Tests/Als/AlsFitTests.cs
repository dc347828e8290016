using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Tests.Kernels;
using CsCheck;

namespace Cadabra.Recommender.Tests.Als;

public sealed class AlsFitTests
{
    public static TheoryData<AlsOptions> Solvers =>
    [
        new AlsOptions { Rank = 6, Solver = AlsSolver.Cholesky },
        new AlsOptions { Rank = 6, Solver = AlsSolver.ConjugateGradient },
        new AlsOptions { Rank = 6, Nonnegative = true },
        new AlsOptions { Rank = 6, ImplicitPrefs = false },
        new AlsOptions { Rank = 6, ImplicitPrefs = false, Solver = AlsSolver.ConjugateGradient },
        new AlsOptions { Rank = 6, ImplicitPrefs = false, Nonnegative = true },
        new AlsOptions { Rank = 6, Init = AlsInit.Spark },
        new AlsOptions { Rank = 6, RegParam = 0.002, RegScaling = AlsRegScaling.AllPairs, UnobservedWeight = 0.3 },
        new AlsOptions { Rank = 6, RegParam = 0.01, RegExponent = 0, UnobservedWeight = 0.2, Alpha = 10 },
    ];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Loss_never_rises(AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(60, 40, 500, withNegatives: options.ImplicitPrefs);

        // Steps of conjugate gradient are rounded to single precision, which shows once they no longer gain anything.
        double tolerance = options is { Nonnegative: false, Solver: not AlsSolver.Cholesky, Init: AlsInit.Normal } ? 1e-8 : 1e-11;

        double[] losses = [.. Fitting.Fit(interactions, options with { MaxIter = 30 }).Iterations.Select(iteration => iteration.Loss)];

        Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.Second <= pair.First * (1 + tolerance), $"{pair.First} rose to {pair.Second}."));
        Assert.True(losses[^1] < losses[0]);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Any_number_of_threads_gives_the_same_bits(AlsOptions options)
    {
        // Enough rows and entries for many chunks of both kinds.
        Interactions interactions = Samples.Interactions(1200, 700, 30_000);
        AlsFit expected = Fitting.Fit(interactions, options with { MaxIter = 2, Threads = 1 });

        foreach (int threads in new[] { 2, 3, 7 })
        {
            AlsFit fit = Fitting.Fit(interactions, options with { MaxIter = 2, Threads = threads });

            Assert.Equal(expected.Model.Customers.Values, fit.Model.Customers.Values);
            Assert.Equal(expected.Model.Products.Values, fit.Model.Products.Values);
            Assert.Equal(expected.Iterations.Select(iteration => iteration.Loss), fit.Iterations.Select(iteration => iteration.Loss));
        }
    }

    [Fact]
    public void Another_seed_is_another_start()
    {
        Interactions interactions = Samples.Interactions(30, 20, 200);

        double[] losses = [.. new long[] { 0, 1, -1, long.MaxValue }.Select(seed => Fitting.Fit(interactions, new AlsOptions { Rank = 4, MaxIter = 1, Seed = seed }).Iterations[0].Loss)];

        Assert.Equal(losses.Length, losses.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Kernels_agree(AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(60, 40, 500);

        double scalar = KernelUnderTest.Scalar.Fit(interactions, options with { MaxIter = 3 }).Iterations[^1].Loss;
        double vector = KernelUnderTest.Vector.Fit(interactions, options with { MaxIter = 3 }).Iterations[^1].Loss;

        Assert.Equal(scalar, vector, 1e-4 * scalar);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Rows_without_interactions_have_zero_factors(AlsOptions options)
    {
        AlsModel model = Fitting.Fit(Samples.Interactions(30, 20, 200), options).Model;

        Assert.False(model.Customers.HasFactors(29));
        Assert.False(model.Products.HasFactors(19));
        Assert.True(model.Customers.HasFactors(0));
        Assert.True(model.Products.HasFactors(0));
    }

    [Theory]
    [InlineData(AlsSolver.Cholesky)]
    [InlineData(AlsSolver.ConjugateGradient)]
    public void A_customer_with_returns_only_has_zero_factors_in_the_implicit_case(AlsSolver solver)
    {
        var builder = new InteractionsBuilder();
        builder.Add(0, 0, -2);
        builder.Add(1, 0, 1);
        builder.Add(1, 1, 1);

        Assert.False(Fitting.Fit(builder.Build(2, 2), new AlsOptions { Rank = 2, Solver = solver }).Model.Customers.HasFactors(0));
    }

    [Fact]
    public void Nonnegative_factors_are_never_negative()
    {
        foreach (bool implicitPrefs in new[] { true, false })
        {
            AlsModel model = Fitting.Fit(Samples.Interactions(60, 40, 500), new AlsOptions { Rank = 8, Nonnegative = true, ImplicitPrefs = implicitPrefs }).Model;

            Assert.All(model.Customers.Values.ToArray(), value => Assert.True(value >= 0));
            Assert.All(model.Products.Values.ToArray(), value => Assert.True(value >= 0));
            Assert.Contains(0f, model.Products[0].ToArray());
        }
    }

    [Theory]
    [InlineData(AlsSolver.Cholesky, 0)]
    [InlineData(AlsSolver.Cholesky, 0.1)]
    [InlineData(AlsSolver.ConjugateGradient, 0)]
    [InlineData(AlsSolver.ConjugateGradient, 0.1)]
    public void More_factors_than_products_fit(AlsSolver solver, double regParam)
    {
        foreach (bool implicitPrefs in new[] { true, false })
        {
            AlsFit fit = Fitting.Fit(
                Samples.Interactions(12, 5, 30), new AlsOptions { Rank = 40, RegParam = regParam, ImplicitPrefs = implicitPrefs, Solver = solver });

            // Without regularization every rating is met exactly: what remains of the loss is rounding.
            Assert.True(fit.Iterations[^1].Loss <= (fit.Iterations[0].Loss * (1 + 1e-6)) + 1e-6);
            Assert.All(fit.Model.Customers.Values.ToArray(), value => Assert.InRange(value, -1e3f, 1e3f));
        }
    }

    [Fact]
    public void One_customer_and_one_product_fit_to_the_known_minimum()
    {
        // c·(1 − xy)² + λx² + λy² with c = 2, λ = 0.1 is least at xy = 1 − λ/c, where x² = y² = xy.
        var builder = new InteractionsBuilder();
        builder.Add(0, 0, 1);

        AlsFit fit = Fitting.Fit(builder.Build(1, 1), new AlsOptions { Rank = 1, MaxIter = 50, Solver = AlsSolver.Cholesky });

        Assert.Equal(0.95, fit.Model.Customers[0][0] * fit.Model.Products[0][0], 1e-3);
        Assert.Equal((2 * 0.05 * 0.05) + (0.2 * 0.95), fit.Iterations[^1].Loss, 1e-4);
    }

    [Fact]
    public void Random_inputs_give_finite_factors_and_a_loss_that_never_rises() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[1, 60], Gen.Int[1, 20], Gen.Bool, Gen.Int[0, 1000])
            .Sample((customers, products, count, rank, implicitPrefs, seed) =>
            {
                Interactions interactions = Samples.Interactions(customers + 1, products + 1, count, seed);
                AlsFit fit = KernelUnderTest.Vector.Fit(
                    interactions, new AlsOptions { Rank = rank, MaxIter = 5, ImplicitPrefs = implicitPrefs, Solver = AlsSolver.Cholesky });
                double[] losses = [.. fit.Iterations.Select(iteration => iteration.Loss)];
                return losses.Zip(losses.Skip(1)).All(pair => pair.Second <= (pair.First * (1 + 1e-6)) + 1e-9)
                    && !fit.Model.Customers.Values.ContainsAnyExceptInRange(float.MinValue, float.MaxValue);
            });
}
