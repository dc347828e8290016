using Cadabra.Recommender.Als;
using Cadabra.Recommender.Evaluation;
using Cadabra.Recommender.Ranking;
using Cadabra.Storage;
using Cadabra.Training.Splits;

namespace Cadabra.Training.Evaluation;

/// <summary>Trains on one part of a split and judges the lists on the other, beside baselines that saw the same part.</summary>
public static class Evaluator
{
    /// <summary>
    /// Judges the model and the baseline <c>popularity</c> on every customer with training interactions and held-out products that count.
    /// A held-out product that training never saw still counts as missed: no list can hold it. Explicit models get <c>rmse</c> and <c>mae</c>
    /// as well, over all held-out pairs that the model can predict, if there is one.
    /// </summary>
    /// <param name="split">Training and test interactions.</param>
    /// <param name="als">How to fit; its threads rank as well, and the result does not depend on their number.</param>
    /// <param name="options">How to judge.</param>
    /// <param name="progress">Told of each iteration of the fit; may be null.</param>
    /// <param name="cancellationToken">Stops within an iteration, or between customers.</param>
    /// <exception cref="InputException">No customer can be tested on this split.</exception>
    public static EvaluationReport Evaluate(Split split, AlsOptions als, EvaluationOptions options, IProgress<AlsIteration>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(als);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        TestCustomer[] tests = [.. TestCustomer.Of(split, options.Repeats)];
        if (tests.Length == 0)
        {
            throw new InputException($"No customer can be tested on {split.Description}: none has both earlier orders and held-out products that count. Give more orders, or another --split.");
        }

        AlsModel model = AlternatingLeastSquares.Fit(split.Train, als, progress, cancellationToken).Model;
        var popularity = new Popularity(split.Train);
        var judge = new RankingJudge(
            tests, options.Repeats == RepeatHandling.Exclude ? split.Train.ByCustomer : null, popularity, [.. options.At], als.Threads);
        Dictionary<string, double> metrics = judge.Judge(new Ranker(model), cancellationToken);
        if (!als.ImplicitPrefs)
        {
            AddRatingErrors(metrics, model, split);
        }

        return new EvaluationReport(
            metrics,
            new Dictionary<string, IReadOnlyDictionary<string, double>> { ["popularity"] = judge.Judge(popularity, cancellationToken) },
            tests.Length,
            split.Description);
    }

    private static void AddRatingErrors(Dictionary<string, double> metrics, AlsModel model, Split split)
    {
        var errors = new RatingMetrics();
        for (int customer = 0; customer < split.Test.RowCount; customer++)
        {
            ReadOnlySpan<int> products = split.Test.Columns(customer);
            for (int entry = 0; entry < products.Length; entry++)
            {
                // As Spark's coldStartStrategy "drop": a pair that the model cannot know has no prediction.
                if (model.Customers.HasFactors(customer) && model.Products.HasFactors(products[entry]))
                {
                    errors.Add(Dot(model.Customers[customer], model.Products[products[entry]]), split.Test.Values(customer)[entry]);
                }
            }
        }

        // Without any prediction there is no error to speak of, and 0 would read as a perfect model.
        if (errors.Count > 0)
        {
            metrics["rmse"] = errors.Rmse;
            metrics["mae"] = errors.Mae;
        }
    }

    private static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (int factor = 0; factor < left.Length; factor++)
        {
            sum += left[factor] * right[factor];
        }

        return sum;
    }
}
