using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Tests.Als;

public sealed class AlsErrorTests
{
    [Fact]
    public void Empty_input_is_an_error_that_says_so()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Fitting.Fit(new InteractionsBuilder().Build(3, 4), new AlsOptions()));

        Assert.Contains("There are no interactions to fit (3 customers, 4 products)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_options_are_named_all_at_once()
    {
        var options = new AlsOptions
        {
            Rank = 0,
            MaxIter = 1001,
            RegParam = -0.5,
            Alpha = double.NaN,
            UnobservedWeight = 0,
            RegExponent = 2.5,
            RegScaling = (AlsRegScaling)5,
            Solver = (AlsSolver)9,
            Init = (AlsInit)7,
            Threads = -1,
        };

        ArgumentException error = Assert.Throws<ArgumentException>(() => Fitting.Fit(Samples.Interactions(5, 5, 10), options));

        Assert.Equal(
            "Rank is 0; expected 1 to 1,024. MaxIter is 1001; expected 1 to 1,000. RegParam is -0.5; expected 0 or more and finite. "
            + "Alpha is NaN; expected 0 or more and finite. UnobservedWeight is 0; expected above 0 and finite. RegExponent is 2.5; expected 0 to 2. "
            + "RegScaling is 5; expected Observed or AllPairs. Solver is 9; expected Auto, ConjugateGradient or Cholesky. Init is 7; expected Normal or Spark. Threads is -1; expected 0 (one for each core) to 1,024.",
            error.Message);
    }

    [Fact]
    public void Ratings_cannot_be_regularized_by_pairs_that_do_not_count()
    {
        var options = new AlsOptions { ImplicitPrefs = false, RegScaling = AlsRegScaling.AllPairs };

        Assert.Equal(
            "RegScaling is AllPairs; expected Observed where ImplicitPrefs is false, since unobserved pairs do not count there.",
            Assert.Throws<ArgumentException>(options.Validate).Message);
    }

    [Theory]
    [InlineData(1, 1, 0, 0, 0)]
    [InlineData(1024, 1000, 1e9, 1e9, 2)]
    public void The_ends_of_each_range_are_allowed(int rank, int maxIter, double regParam, double alpha, double exponent) =>
        new AlsOptions { Rank = rank, MaxIter = maxIter, RegParam = regParam, Alpha = alpha, RegExponent = exponent }.Validate();

    [Fact]
    public void Weights_too_large_for_single_precision_are_an_error_and_not_a_model_of_NaN()
    {
        ArithmeticException error = Assert.Throws<ArithmeticException>(() => Fitting.Fit(HugeWeights(), new AlsOptions { Rank = 2 }));

        Assert.Contains("Scale the weights or alpha down", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cholesky_fits_weights_as_large_as_a_float_can_hold()
    {
        AlsModel model = Fitting.Fit(HugeWeights(), new AlsOptions { Rank = 2, Solver = AlsSolver.Cholesky }).Model;

        Assert.Equal(1, model.Customers[1].ToArray().Zip(model.Products[1].ToArray(), (x, y) => x * y).Sum(), 1e-3);
    }

    [Fact]
    public void Cancelling_stops_the_fit_within_the_iteration()
    {
        using var cancellation = new CancellationTokenSource();
        var reported = new List<int>();
        var progress = new ImmediateProgress(iteration =>
        {
            reported.Add(iteration.Number);
            if (iteration.Number == 2)
            {
                cancellation.Cancel();
            }
        });

        Assert.Throws<OperationCanceledException>(() =>
            AlternatingLeastSquares.Fit(Samples.Interactions(300, 200, 3000), new AlsOptions { Rank = 8, Threads = 2 }, progress, cancellation.Token));
        Assert.Equal([1, 2], reported);
    }

    [Fact]
    public void Cancelled_before_it_starts_nothing_is_fitted() =>
        Assert.Throws<OperationCanceledException>(() =>
            AlternatingLeastSquares.Fit(Samples.Interactions(30, 20, 200), new AlsOptions(), progress: null, new CancellationToken(canceled: true)));

    private static Interactions HugeWeights()
    {
        var builder = new InteractionsBuilder();
        builder.Add(0, 0, 3e38f);
        builder.Add(0, 1, 1e38f);
        builder.Add(1, 1, 3e38f);
        return builder.Build(2, 2);
    }

    /// <summary>Reports on the caller's thread; <see cref="Progress{T}"/> would do so later, on another.</summary>
    private sealed class ImmediateProgress(Action<AlsIteration> report) : IProgress<AlsIteration>
    {
        public void Report(AlsIteration value) => report(value);
    }
}
