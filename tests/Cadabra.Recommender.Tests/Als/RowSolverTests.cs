using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Tests.Kernels;

namespace Cadabra.Recommender.Tests.Als;

public abstract class RowSolverTests
{
    private protected abstract KernelUnderTest Kernel { get; }

    public static TheoryData<AlsOptions> Objectives =>
    [
        new AlsOptions(),
        new AlsOptions { Alpha = 40, RegParam = 0.01 },
        new AlsOptions { UnobservedWeight = 0.1, RegExponent = 0.5 },
        new AlsOptions { UnobservedWeight = 30, RegExponent = 0 },
        new AlsOptions { UnobservedWeight = 0.3, RegExponent = 0.7, RegScaling = AlsRegScaling.AllPairs },
        new AlsOptions { ImplicitPrefs = false },
        new AlsOptions { ImplicitPrefs = false, RegExponent = 0 },
    ];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Cholesky_finds_where_the_gradient_of_the_objective_is_0(AlsOptions options)
    {
        (Interactions interactions, FactorMatrix products, FactorMatrix solved) = Solve(options with { Rank = 9, Solver = AlsSolver.Cholesky });

        ForEachActiveRow(interactions, options, (reference, row) =>
        {
            (double[] gradient, double[] size) = reference.Gradient(row, solved[row], products);
            Assert.All(gradient.Zip(size), pair => Assert.InRange(pair.First, -1e-6 * pair.Second, 1e-6 * pair.Second));
        });
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Conjugate_gradient_reaches_the_same_from_repeated_starts(AlsOptions options)
    {
        (Interactions interactions, FactorMatrix products, FactorMatrix solved) =
            Solve(options with { Rank = 9, Solver = AlsSolver.ConjugateGradient }, repeats: 1000);

        ForEachActiveRow(interactions, options, (reference, row) =>
        {
            (double[] gradient, double[] size) = reference.Gradient(row, solved[row], products);
            Assert.All(gradient.Zip(size), pair => Assert.InRange(pair.First, -1e-4 * pair.Second, 1e-4 * pair.Second));
        });
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Nonnegative_rows_meet_the_conditions_of_the_constrained_minimum(AlsOptions options)
    {
        (Interactions interactions, FactorMatrix products, FactorMatrix solved) = Solve(options with { Rank = 9, Nonnegative = true });
        int atBound = 0;

        ForEachActiveRow(interactions, options, (reference, row) =>
        {
            (double[] gradient, double[] size) = reference.Gradient(row, solved[row], products);
            for (int factor = 0; factor < gradient.Length; factor++)
            {
                Assert.True(solved[row][factor] >= 0);
                Assert.True(gradient[factor] >= -1e-6 * size[factor], $"Row {row} falls along factor {factor}: {gradient[factor]}.");
                Assert.True(solved[row][factor] == 0 || gradient[factor] <= 1e-6 * size[factor], $"Row {row} should lower factor {factor}: {gradient[factor]}.");
                atBound += solved[row][factor] == 0 ? 1 : 0;
            }
        });
        Assert.True(atBound > 0, "No factor is at its bound, so the constraint was not tested.");
    }

    [Theory]
    [InlineData(AlsSolver.Cholesky)]
    [InlineData(AlsSolver.ConjugateGradient)]
    public void A_singular_system_without_regularization_is_solved(AlsSolver solver)
    {
        // Rank 9 over 3 products: the system has many solutions, all with gradient 0.
        var options = new AlsOptions { Rank = 9, RegParam = 0, Solver = solver };
        Interactions interactions = Samples.Interactions(6, 4, 12);
        FactorMatrix products = Samples.Factors(4, 9);
        FactorMatrix solved = new(6, 9);
        Run(interactions, options, products, solved, repeats: 20);

        ForEachActiveRow(interactions, options, (reference, row) =>
        {
            (double[] gradient, double[] size) = reference.Gradient(row, solved[row], products);
            Assert.All(gradient.Zip(size), pair => Assert.InRange(pair.First, -1e-4 * pair.Second, 1e-4 * pair.Second));
        });
    }

    [Theory]
    [InlineData(AlsSolver.Cholesky)]
    [InlineData(AlsSolver.ConjugateGradient)]
    public void Ratings_a_million_times_smaller_have_factors_a_million_times_smaller(AlsSolver solver)
    {
        var options = new AlsOptions { Rank = 4, ImplicitPrefs = false, Solver = solver };
        FactorMatrix products = Samples.Factors(3, 4);
        float[] large = new float[4];
        float[] small = new float[4];

        Kernel.CreateSolver(options).Solve([0, 2], [3, 5], products, gram: null, large);
        Kernel.CreateSolver(options).Solve([0, 2], [3e-6f, 5e-6f], products, gram: null, small);

        Assert.All(large.Zip(small), pair => Assert.Equal(pair.First, pair.Second * 1e6, 1e-4));
        Assert.Contains(large, value => Math.Abs(value) > 0.1);
    }

    private (Interactions Interactions, FactorMatrix Products, FactorMatrix Solved) Solve(AlsOptions options, int repeats = 1)
    {
        Interactions interactions = Samples.Interactions(30, 20, 200, withNegatives: options.ImplicitPrefs);
        FactorMatrix products = Samples.Factors(20, options.Rank);
        FactorMatrix solved = Samples.Factors(30, options.Rank, seed: 5);
        foreach (ref float value in solved.Values)
        {
            value = Math.Abs(value);
        }

        Run(interactions, options, products, solved, repeats);
        return (interactions, products, solved);
    }

    private void Run(Interactions interactions, AlsOptions options, FactorMatrix products, FactorMatrix solved, int repeats)
    {
        var objective = new AlsObjective(options);
        GramMatrix? gram = options.ImplicitPrefs ? Kernel.Gram(products) : null;
        var step = new HalfStep(interactions.ByCustomer, objective, [Kernel.CreateSolver(options)]);
        for (int i = 0; i < repeats; i++)
        {
            step.Run(products, gram, solved, TestContext.Current.CancellationToken);
        }
    }

    private static void ForEachActiveRow(Interactions interactions, AlsOptions options, Action<DenseReference, int> check)
    {
        var reference = new DenseReference(interactions, options);
        for (int row = 0; row < interactions.CustomerCount; row++)
        {
            if (!interactions.ByCustomer.Columns(row).IsEmpty)
            {
                check(reference, row);
            }
        }
    }
}
