using Cadabra.Orders;
using Cadabra.Recommender.Als;
using Cadabra.Training.Data;
using Cadabra.Training.Evaluation;
using Cadabra.Training.Splits;
using Cadabra.Training.Weighting;

namespace Cadabra.Training.Tests.Evaluation;

/// <summary>What the default model must reach on the real input: below it, something that all other tests miss is broken.</summary>
public sealed class QualityFloorTests(RealOrders orders, ITestOutputHelper output)
{
    [Fact]
    public async Task The_default_model_finds_new_products_of_the_last_order_far_better_than_popularity()
    {
        (double model, double popularity) = await NdcgAsync(SplitKind.LastOrder);

        Assert.InRange(model, 0.080, 0.12);
        Assert.InRange(popularity, 0.034, 0.036);
        Assert.True(model >= 2 * popularity);
    }

    [Theory]
    [InlineData(SplitKind.Time)]
    [InlineData(SplitKind.Random)]
    public async Task The_default_model_beats_popularity_on_every_split(SplitKind kind)
    {
        (double model, double popularity) = await NdcgAsync(kind);

        Assert.True(model > popularity, $"{model} is not above popularity's {popularity}.");
    }

    private async Task<(double Model, double Popularity)> NdcgAsync(SplitKind kind)
    {
        var data = new OrderData(await orders.ReadAsync(), ProductKey.FirstFiveDigits, new WeightingOptions());
        EvaluationReport report = Evaluator.Evaluate(
            data.Split(new SplitOptions { Kind = kind }), new AlsOptions(), new EvaluationOptions(), cancellationToken: TestContext.Current.CancellationToken);
        (double model, double popularity) = (report.Metrics["ndcg@10"], report.Baselines["popularity"]["ndcg@10"]);
        output.WriteLine($"{report.Split}: {report.Customers} customers, ndcg@10 {model:0.0000}, popularity {popularity:0.0000}");
        return (model, popularity);
    }
}
