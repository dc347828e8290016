using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Tests.Kernels;

namespace Cadabra.Recommender.Tests.Als;

public sealed class AlsLossTests
{
    public static TheoryData<AlsOptions> Objectives =>
    [
        new AlsOptions(),
        new AlsOptions { Alpha = 40, RegParam = 0 },
        new AlsOptions { Alpha = 0 },
        new AlsOptions { UnobservedWeight = 0.1, RegExponent = 0.5 },
        new AlsOptions { UnobservedWeight = 3, RegExponent = 0 },
        new AlsOptions { UnobservedWeight = 0.3, RegScaling = AlsRegScaling.AllPairs },
        new AlsOptions { UnobservedWeight = 0.1, RegExponent = 0.5, RegScaling = AlsRegScaling.AllPairs },
        new AlsOptions { ImplicitPrefs = false },
        new AlsOptions { ImplicitPrefs = false, RegExponent = 0 },
    ];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Loss_is_the_objective_summed_over_every_pair(AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(30, 20, 200, withNegatives: true);
        AlsModel model = Samples.Model(30, 20, rank: 7);

        double expected = new DenseReference(interactions, options).Loss(model);

        Assert.Equal(expected, Loss(interactions, options, model), 1e-6 * expected);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Every_iteration_reports_the_loss_of_its_factors(AlsOptions options)
    {
        Interactions interactions = Samples.Interactions(30, 20, 200, withNegatives: true);
        AlsFit fit = Fitting.Fit(interactions, options with { Rank = 5, MaxIter = 4 });

        double expected = new DenseReference(interactions, options).Loss(fit.Model);

        Assert.Equal([1, 2, 3, 4], fit.Iterations.Select(iteration => iteration.Number));
        Assert.Equal(expected, fit.Iterations[^1].Loss, 1e-5 * expected);
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1, 2.0)]
    public void The_loss_of_another_library_is_ours_over_the_total_confidence(double lambda, double expected)
    {
        // benfred/implicit: one customer with factor 1 who likes product 0 of factor 0, and not product 1 of factor 1. There c = α·r, which is 1 for
        // both pairs; ours is 1 + α·|r|, so α = 0 expresses it. Its λ is plain (exponent 0), and it divides by the sum of confidences, 2.
        var builder = new InteractionsBuilder();
        builder.Add(0, 0, 1);
        var options = new AlsOptions { Alpha = 0, RegParam = lambda, RegExponent = 0 };
        var model = new AlsModel(Samples.Factors("1"), Samples.Factors("0; 1"));

        Assert.Equal(expected, Loss(builder.Build(1, 2), options, model) / 2, 1e-12);
    }

    private static double Loss(Interactions interactions, AlsOptions options, AlsModel model)
    {
        GramMatrix? customers = options.ImplicitPrefs ? KernelUnderTest.Vector.Gram(model.Customers) : null;
        GramMatrix? products = options.ImplicitPrefs ? KernelUnderTest.Vector.Gram(model.Products) : null;
        var objective = new AlsObjective(options);
        double dense = objective.DenseLoss(interactions, model.Customers, model.Products, customers, products);
        return new AlsLoss(interactions, objective).Compute<VectorKernel>(model.Customers, model.Products, dense, workers: 1, CancellationToken.None);
    }
}
