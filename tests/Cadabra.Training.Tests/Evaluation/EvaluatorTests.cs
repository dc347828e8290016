using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Storage;
using Cadabra.Training.Evaluation;
using Cadabra.Training.Splits;

namespace Cadabra.Training.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly AlsOptions SmallFit = new() { Rank = 2, MaxIter = 10, Threads = 1 };

    // Popular in training: 0 (three customers), then 1 and 2 (one each); 3 never. Customer 3 has no past.
    private static readonly Split Tiny = Of(
        4,
        train: [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 2, 1), (2, 0, 1)],
        test: [(0, 2, 1), (1, 0, 1), (1, 3, 1), (2, 1, 1), (3, 1, 1)]);

    [Fact]
    public void Without_repeats_only_new_products_are_listed_and_count()
    {
        // Lists: customer 0 [2], wanted {2}; customer 1 [1], wanted {3}, which nobody can list; customer 2 [1, 2], wanted {1}.
        EvaluationReport report = Evaluate(Tiny, SmallFit, new EvaluationOptions { At = [2] });

        Assert.Equal(3, report.Customers);
        IReadOnlyDictionary<string, double> popularity = report.Baselines["popularity"];
        Assert.Equal(2.0 / 3, popularity["ndcg@2"], 1e-12);
        Assert.Equal(2.0 / 3, popularity["recall@2"], 1e-12);
        Assert.Equal(1.0 / 3, popularity["precision@2"], 1e-12);
        Assert.Equal(2.0 / 4, popularity["coverage@2"], 1e-12);
    }

    [Fact]
    public void With_repeats_known_products_are_listed_and_count()
    {
        // Everyone's list is [0, 1]; wanted are {2}, {0, 3} and {1}.
        EvaluationReport report = Evaluate(Tiny, SmallFit, new EvaluationOptions { At = [2], Repeats = RepeatHandling.Include });

        Assert.Equal(3, report.Customers);
        double second = 1 / Math.Log2(3);
        Assert.Equal(((1 / (1 + second)) + second) / 3, report.Baselines["popularity"]["ndcg@2"], 1e-12);
    }

    [Fact]
    public void A_model_that_finds_the_tastes_lists_the_held_out_products_first()
    {
        // Two tastes, products 0 to 3 and 4 to 7; each customer lacks one product of the own taste, and that one is held out.
        List<(int, int, float)> train = [];
        List<(int, int, float)> test = [];
        for (int customer = 0; customer < 16; customer++)
        {
            for (int product = 0; product < 4; product++)
            {
                (product == customer / 2 % 4 ? test : train).Add((customer, (customer % 2 * 4) + product, 1));
            }
        }

        EvaluationReport report = Evaluate(Of(8, train, test), SmallFit, new EvaluationOptions { At = [1, 3] });

        Assert.Equal(16, report.Customers);
        Assert.Equal(1, report.Metrics["ndcg@1"]);
        Assert.Equal(1.0 / 3, report.Metrics["precision@3"], 1e-12);
        Assert.InRange(report.Baselines["popularity"]["ndcg@1"], 0, 0.9);
    }

    [Fact]
    public void Baselines_hold_the_same_keys_as_the_model()
    {
        EvaluationReport report = Evaluate(Tiny, SmallFit, new EvaluationOptions { At = [1, 5] });

        Assert.Equal(report.Metrics.Keys.Order(), report.Baselines["popularity"].Keys.Order());
        Assert.Contains("ndcg@1", report.Metrics.Keys);
        Assert.Contains("hitrate@5", report.Metrics.Keys);
        Assert.Equal("tiny", report.Split);
    }

    [Fact]
    public void Held_out_weights_of_zero_or_below_are_nothing_to_find()
    {
        Split split = Of(3, train: [(0, 0, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1)], test: [(0, 1, -1), (0, 2, 3), (1, 2, 0)]);

        EvaluationReport report = Evaluate(split, SmallFit, new EvaluationOptions { At = [2], Repeats = RepeatHandling.Include });

        Assert.Equal(1, report.Customers);
        Assert.Equal(0, report.Baselines["popularity"]["recall@2"]);
    }

    [Fact]
    public void Explicit_models_are_judged_by_their_predictions_too()
    {
        // Ratings of exact rank 1: (customer + 1) · (product + 1) / 4.
        List<(int, int, float)> train = [];
        List<(int, int, float)> test = [];
        for (int customer = 0; customer < 8; customer++)
        {
            for (int product = 0; product < 8; product++)
            {
                ((customer + product) % 4 == 0 ? test : train).Add((customer, product, (customer + 1) * (product + 1) / 4f));
            }
        }

        Split split = Of(8, train, test);
        AlsOptions als = SmallFit with { Rank = 1, ImplicitPrefs = false, RegParam = 1e-6, MaxIter = 30 };

        EvaluationReport report = Evaluate(split, als, new EvaluationOptions());

        Assert.InRange(report.Metrics["rmse"], 1e-9, 0.01);
        Assert.InRange(report.Metrics["mae"], 1e-9, report.Metrics["rmse"]);
        Assert.DoesNotContain("rmse", report.Baselines["popularity"].Keys);
        Assert.DoesNotContain("rmse", Evaluate(split, SmallFit, new EvaluationOptions()).Metrics.Keys);
    }

    [Fact]
    public void Where_no_rating_can_be_predicted_no_error_is_claimed()
    {
        Split split = Of(3, train: [(0, 0, 4), (1, 0, 2)], test: [(0, 2, 5)]);

        EvaluationReport report = Evaluate(split, SmallFit with { ImplicitPrefs = false }, new EvaluationOptions());

        Assert.DoesNotContain("rmse", report.Metrics.Keys);
        Assert.DoesNotContain("mae", report.Metrics.Keys);
    }

    [Fact]
    public void A_split_without_anyone_to_test_says_what_to_do()
    {
        Split split = Of(3, train: [(0, 0, 1)], test: [(0, 0, 1), (1, 1, 1)]);

        var exception = Assert.Throws<InputException>(() => Evaluate(split, SmallFit, new EvaluationOptions()));

        Assert.Equal(
            "No customer can be tested on tiny: none has both earlier orders and held-out products that count. Give more orders, or another --split.",
            exception.Message);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var random = new Random(1);
        (int, int, float)[] pairs =
        [
            .. from customer in Enumerable.Range(0, 300) from product in Enumerable.Range(0, 60) where random.Next(6) == 0 select (customer, product, 1f),
        ];
        Split split = Of(60, pairs.Where(pair => pair.Item2 % 5 != 0), pairs.Where(pair => pair.Item2 % 5 == 0 || random.Next(9) == 0));
        AlsOptions als = new() { Rank = 8, MaxIter = 2 };

        EvaluationReport one = Evaluate(split, als with { Threads = 1 }, new EvaluationOptions());
        EvaluationReport two = Evaluate(split, als with { Threads = 2 }, new EvaluationOptions());

        Assert.Equal(one.Metrics, two.Metrics);
        Assert.Equal(one.Baselines["popularity"], two.Baselines["popularity"]);
    }

    [Fact]
    public void Judging_stops_when_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var cancelAfterTheFit = new SynchronousProgress(iteration =>
        {
            if (iteration.Number == SmallFit.MaxIter)
            {
                stop.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Evaluator.Evaluate(Tiny, SmallFit, new EvaluationOptions(), cancelAfterTheFit, stop.Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_list_length_out_of_range_is_refused_by_name(int k)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Evaluate(Tiny, SmallFit, new EvaluationOptions { At = [10, k] }));

        Assert.Contains($"at is [10, {k}]", exception.Message, StringComparison.Ordinal);
    }

    private static EvaluationReport Evaluate(Split split, AlsOptions als, EvaluationOptions options) =>
        Evaluator.Evaluate(split, als, options, cancellationToken: TestContext.Current.CancellationToken);

    private static Split Of(int products, IEnumerable<(int, int, float)> train, IEnumerable<(int, int, float)> test)
    {
        (int Customer, int Product, float Weight)[] all = [.. train, .. test];
        int customers = all.Max(pair => pair.Customer) + 1;
        return new Split(new Interactions(Weights.Of(customers, products, train)), Weights.Of(customers, products, test), "tiny");
    }

    private sealed class SynchronousProgress(Action<AlsIteration> report) : IProgress<AlsIteration>
    {
        public void Report(AlsIteration value) => report(value);
    }
}
