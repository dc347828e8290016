using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Tests.Kernels;

namespace Cadabra.Recommender.Tests.Als;

/// <summary>The iteration in the eigenbasis, on data so small that a fit would not choose it, under every instruction set.</summary>
public sealed class EigenSweepTests
{
    private static readonly AlsOptions[] Objectives =
    [
        new AlsOptions(),
        new AlsOptions { Alpha = 40, RegParam = 0.01 },
        new AlsOptions { UnobservedWeight = 0.1, RegExponent = 0.5 },
        new AlsOptions { UnobservedWeight = 30, RegExponent = 0 },
    ];

    public static TheoryData<string, AlsOptions> Cases => CasesOf(AlsSolver.ConjugateGradient, AlsSolver.Cholesky);

    public static TheoryData<string, AlsOptions> ExactCases => CasesOf(AlsSolver.Cholesky);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_never_rises_and_is_that_of_the_factors(string set, AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(60, 40, 500, withNegatives: true);

        AlsFit fit = Fit(interactions, options with { MaxIter = 12 }, set);

        double[] losses = [.. fit.Iterations.Select(iteration => iteration.Loss)];
        Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.Second <= pair.First * (1 + 1e-6), $"{pair.First} rose to {pair.Second}."));
        double expected = new DenseReference(interactions, options).Loss(fit.Model);
        Assert.Equal(expected, losses[^1], 1e-5 * expected);
    }

    [Theory]
    [MemberData(nameof(ExactCases))]
    public void Each_customer_is_left_at_the_minimum_of_the_objective(string set, AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(60, 40, 500, withNegatives: true);

        AlsModel model = Fit(interactions, options with { MaxIter = 2 }, set).Model;

        for (int customer = 0; customer < interactions.CustomerCount; customer++)
        {
            AssertAtMinimum(interactions, options, model, customer);
        }
    }

    [Theory]
    [InlineData(AlsSolver.ConjugateGradient)]
    [InlineData(AlsSolver.Cholesky)]
    public void Rotation_changes_no_score(AlsSolver solver)
    {
        // Exact solves take either iteration through the same scores, but for lengths that are shared out between the sides only when it matters;
        // conjugate gradient gets there.
        var options = new AlsOptions { Rank = 7, MaxIter = solver == AlsSolver.Cholesky ? 3 : 400, Solver = solver };
        Interactions interactions = Samples.Interactions(60, 40, 500);

        AlsModel plain = new AlsTrainer(interactions, options, AlsSweep.CreatePlain<VectorKernel>(interactions, options))
            .Fit(progress: null, TestContext.Current.CancellationToken).Model;
        AlsModel rotated = Fit(interactions, options, InstructionSets.Best.ToString()).Model;

        for (int customer = 0; customer < 60; customer++)
        {
            for (int product = 0; product < 40; product++)
            {
                Assert.Equal(Score(plain, customer, product), Score(rotated, customer, product), solver == AlsSolver.Cholesky ? 2e-3 : 2e-2);
            }
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.001)]
    public void Two_preconditioned_steps_lose_no_more_than_three_plain_ones(double regParam)
    {
        foreach (int seed in new[] { 1, 2, 3 })
        {
            var options = new AlsOptions { Rank = 16, MaxIter = 6, RegParam = regParam };
            Interactions interactions = Samples.Interactions(300, 200, 6000, seed);

            AlsFit plain = new AlsTrainer(interactions, options, AlsSweep.CreatePlain<VectorKernel>(interactions, options))
                .Fit(progress: null, TestContext.Current.CancellationToken);
            AlsFit rotated = Fit(interactions, options, InstructionSets.Best.ToString());

            Assert.All(
                plain.Iterations.Zip(rotated.Iterations),
                pair => Assert.True(pair.Second.Loss <= pair.First.Loss * (1 + 1e-5), $"{pair.First.Number}: {pair.Second.Loss} is above {pair.First.Loss}."));
        }
    }

    [Theory]
    [InlineData(AlsSolver.ConjugateGradient, AlsFactorPrecision.Full)]
    [InlineData(AlsSolver.ConjugateGradient, AlsFactorPrecision.BFloat16)]
    [InlineData(AlsSolver.Cholesky, AlsFactorPrecision.Full)]
    public void Any_number_of_threads_gives_the_same_bits(AlsSolver solver, AlsFactorPrecision precision)
    {
        Interactions interactions = Samples.Interactions(1200, 700, 30_000);
        var options = new AlsOptions { Rank = 20, MaxIter = 2, Solver = solver, FactorPrecision = precision, Threads = 1 };
        AlsFit expected = Fit(interactions, options, InstructionSets.Best.ToString());

        foreach (int threads in new[] { 2, 3, 7 })
        {
            AlsFit fit = Fit(interactions, options with { Threads = threads }, InstructionSets.Best.ToString());

            Assert.Equal(expected.Model.Customers.Values, fit.Model.Customers.Values);
            Assert.Equal(expected.Model.Products.Values, fit.Model.Products.Values);
            Assert.Equal(expected.Iterations.Select(iteration => iteration.Loss), fit.Iterations.Select(iteration => iteration.Loss));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Copies_in_bfloat16_cost_less_than_a_thousandth_of_the_loss(string set, AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(300, 200, 6000, withNegatives: true);
        AlsOptions converging = options with { MaxIter = 12 };

        AlsFit full = Fit(interactions, converging, set);
        AlsFit rounded = Fit(interactions, converging with { FactorPrecision = AlsFactorPrecision.BFloat16 }, set);

        // The loss that is reported comes from the rounded copies; what counts is that of the factors.
        double loss = new DenseReference(interactions, options).Loss(rounded.Model);
        Assert.True(loss <= full.Iterations[^1].Loss * 1.001, $"{loss} is more than a thousandth above {full.Iterations[^1].Loss}.");
        Assert.Equal(loss, rounded.Iterations[^1].Loss, 1e-3 * loss);
    }

    [Fact]
    public void Factors_of_a_fit_from_bfloat16_copies_are_in_full_precision()
    {
        AlsOptions options = new() { Rank = 8, FactorPrecision = AlsFactorPrecision.BFloat16 };

        AlsModel model = Fit(Samples.Interactions(300, 200, 6000), options, InstructionSets.Best.ToString()).Model;

        Assert.Contains(model.Products.Values.ToArray(), factor => (BitConverter.SingleToUInt32Bits(factor) & 0xFFFF) != 0);
    }

    [Fact]
    public void A_row_too_heavy_for_the_buffer_is_solved_exactly_too()
    {
        Interactions interactions = WithHeavyCustomer();
        var options = new AlsOptions { Rank = 1024, MaxIter = 1, Solver = AlsSolver.Cholesky };

        AssertAtMinimum(interactions, options, Fit(interactions, options, InstructionSets.Best.ToString()).Model, customer: 0);
    }

    [Fact]
    public void A_row_too_heavy_for_the_buffer_is_solved_by_conjugate_gradient_as_well_as_in_the_old_basis()
    {
        Interactions interactions = WithHeavyCustomer();
        var options = new AlsOptions { Rank = 1024, MaxIter = 1, Solver = AlsSolver.ConjugateGradient };

        AlsFit plain = new AlsTrainer(interactions, options, AlsSweep.CreatePlain<VectorKernel>(interactions, options))
            .Fit(progress: null, TestContext.Current.CancellationToken);
        AlsFit rotated = Fit(interactions, options, InstructionSets.Best.ToString());

        double loss = rotated.Iterations[^1].Loss;
        Assert.InRange(loss, 0, plain.Iterations[^1].Loss * (1 + 1e-5));
        Assert.Equal(new DenseReference(interactions, options).Loss(rotated.Model), loss, 1e-5 * loss);
    }

    [Fact]
    public void More_factors_than_products_without_regularization_stay_finite()
    {
        foreach (AlsSolver solver in new[] { AlsSolver.ConjugateGradient, AlsSolver.Cholesky })
        {
            var options = new AlsOptions { Rank = 40, RegParam = 0, Solver = solver };

            AlsFit fit = Fit(Samples.Interactions(12, 5, 30), options, InstructionSets.Best.ToString());

            Assert.True(fit.Iterations[^1].Loss <= (fit.Iterations[0].Loss * (1 + 1e-6)) + 1e-6);
            Assert.All(fit.Model.Customers.Values.ToArray(), value => Assert.InRange(value, -1e3f, 1e3f));
        }
    }

    [Fact]
    public void Rows_without_interactions_stay_zero()
    {
        AlsModel model = Fit(Samples.Interactions(30, 20, 200), new AlsOptions { Rank = 5 }, InstructionSets.Best.ToString()).Model;

        Assert.False(model.Customers.HasFactors(29));
        Assert.False(model.Products.HasFactors(19));
    }

    // At rank 1024 the buffer holds 1,024 rows of products; the first customer has 2,000.
    private static Interactions WithHeavyCustomer()
    {
        var builder = new InteractionsBuilder();
        for (int product = 0; product < 2000; product++)
        {
            builder.Add(0, product, 1 + (product % 3));
            builder.Add(1 + (product % 7), product, 1);
        }

        return builder.Build(8, 2000);
    }

    private static TheoryData<string, AlsOptions> CasesOf(params AlsSolver[] solvers)
    {
        var cases = new TheoryData<string, AlsOptions>();
        foreach (string set in InstructionSetsUnderTest.Names)
        {
            foreach (AlsOptions objective in Objectives)
            {
                // Below, at and past the width of a register.
                foreach (int rank in new[] { 1, 9, 16, 33 })
                {
                    foreach (AlsSolver solver in solvers)
                    {
                        cases.Add(set, objective with { Rank = rank, Solver = solver });
                    }
                }
            }
        }

        return cases;
    }

    private static void AssertAtMinimum(Interactions interactions, AlsOptions options, AlsModel model, int customer)
    {
        (double[] gradient, double[] size) = new DenseReference(interactions, options).Gradient(customer, model.Customers[customer], model.Products);
        double tolerance = 2e-5 * size.Max();
        Assert.All(gradient, value => Assert.InRange(value, -tolerance, tolerance));
    }

    private static AlsFit Fit(Interactions interactions, AlsOptions options, string set) =>
        new AlsTrainer(interactions, options, AlsSweep.CreateEigen(interactions, options, InstructionSetsUnderTest.Get(set)))
            .Fit(progress: null, TestContext.Current.CancellationToken);

    private static double Score(AlsModel model, int customer, int product)
    {
        double score = 0;
        for (int factor = 0; factor < model.Rank; factor++)
        {
            score += (double)model.Customers[customer][factor] * model.Products[product][factor];
        }

        return score;
    }
}
