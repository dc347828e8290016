using Cadabra.Models;
using Cadabra.Models.Manifests;
using Cadabra.Orders;
using Cadabra.Recommender.Als;
using Cadabra.Storage;
using Cadabra.Training.Data;
using Cadabra.Training.Weighting;
using static Cadabra.Training.Tests.OrderLines;

namespace Cadabra.Training.Tests;

public sealed class TrainerTests
{
    private static readonly AlsOptions Options = new() { Rank = 3, MaxIter = 4, Alpha = 5, RegParam = 0.2, Seed = 42 };

    private static readonly string[] Log =
    [
        Line("1", "10001", "2011-01-01 10:00", "ann"),
        Line("1", "10002", "2011-01-01 10:00", "ann"),
        Line("2", "10002", "2011-02-01 10:00", "bob"),
        Line("3", "10003", "2011-03-01 10:00", "bob"),
        Line("3", "POST", "2011-03-01 10:00", "bob"),
        "broken",
    ];

    [Fact]
    public async Task A_trained_model_says_how_and_from_what_it_was_made()
    {
        TrainingResult result = Train(await DataAsync(Log), Options);

        Manifest manifest = result.Model.Manifest;
        Assert.Equal(TrainingEngine.Embedded, manifest.Engine);
        Assert.Equal(TrainingParameters.From(Options), manifest.Parameters);
        Assert.Equal((2, 3, 4, 6), (manifest.Counts.Customers, manifest.Counts.Products, manifest.Counts.Interactions, manifest.Counts.Lines));
        Assert.Equal((1, 1), (manifest.Counts.Rejected["malformed"], manifest.Counts.Rejected["not-a-product"]));
        Assert.Equal(new TrainingWindow(new DateTime(2011, 1, 1, 10, 0, 0), new DateTime(2011, 3, 1, 10, 0, 0)), manifest.TrainingWindow);
        Assert.Equal("count", manifest.Interactions["weight"]);
        Assert.Equal(result.Iterations.Select(iteration => iteration.Loss), manifest.Loss);
        Assert.Equal(4, manifest.Loss.Count);
        Assert.True(manifest.Loss[^1] < manifest.Loss[0]);
    }

    [Fact]
    public async Task A_trained_model_joins_factors_ids_catalog_and_purchases_by_dense_id()
    {
        Model model = Train(await DataAsync(Log), Options).Model;

        Assert.Equal(["ann", "bob"], [model.Customers[0], model.Customers[1]]);
        Assert.Equal(["10001", "10002", "10003"], model.Catalog.Select(product => product.Code));
        Assert.Equal([1, 2], model.Purchases.Weights.Columns(1));
        Assert.Equal((2, 3, 3), (model.Factors.Customers.RowCount, model.Factors.Products.RowCount, model.Factors.Rank));
        Assert.True(model.Factors.Customers.HasFactors(1));
    }

    [Fact]
    public async Task Equal_seeds_give_equal_models_and_others_do_not()
    {
        Model first = Train(await DataAsync(Log), Options).Model;
        Model same = Train(await DataAsync(Log), Options).Model;
        Model other = Train(await DataAsync(Log), Options with { Seed = 43 }).Model;

        Assert.Equal(first.Factors.Customers.Values, same.Factors.Customers.Values);
        Assert.Equal(first.Factors.Products.Values, same.Factors.Products.Values);
        Assert.NotEqual(first.Factors.Products.Values.ToArray(), other.Factors.Products.Values.ToArray());
    }

    [Fact]
    public async Task Nothing_to_train_on_points_to_inspect()
    {
        OrderData data = await DataAsync(Line("1", "POST", "2011-01-01 10:00", "ann"), "broken");

        var exception = Assert.Throws<InputException>(() => Train(data, Options));

        Assert.StartsWith("None of the 2 lines read", exception.Message, StringComparison.Ordinal);
        Assert.Contains("`cadabra inspect`", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purchases_that_were_all_returned_are_nothing_to_train_on()
    {
        OrderData data = await DataAsync(
            new WeightingOptions { Returns = ReturnHandling.Subtract },
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("C2", "10001", "2011-01-02 10:00", "ann", quantity: -1));

        Assert.Throws<InputException>(() => Train(data, Options));
    }

    [Fact]
    public async Task Training_stops_when_cancelled()
    {
        OrderData data = await DataAsync(Log);

        Assert.ThrowsAny<OperationCanceledException>(() => Trainer.Train(data, Options, cancellationToken: new CancellationToken(canceled: true)));
    }

    private static TrainingResult Train(OrderData data, AlsOptions options) =>
        Trainer.Train(data, options, cancellationToken: TestContext.Current.CancellationToken);

    private static Task<OrderData> DataAsync(params string[] lines) => DataAsync(new WeightingOptions(), lines);

    private static async Task<OrderData> DataAsync(WeightingOptions weighting, params string[] lines) =>
        new(await ReadAsync(lines), ProductKey.StockCode, weighting);
}
