using Cadabra.Models;
using Cadabra.Orders;
using Cadabra.Training.Data;
using Cadabra.Training.History;
using Cadabra.Training.Weighting;
using static Cadabra.Training.Tests.OrderLines;

namespace Cadabra.Training.Tests.Data;

public sealed class OrderDataTests
{
    [Fact]
    public async Task The_catalog_names_a_product_by_its_most_frequent_description()
    {
        Catalog catalog = await CatalogAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann", description: "damaged"),
            Line("2", "10001", "2011-01-02 10:00", "ann", description: ""),
            Line("3", "10001", "2011-01-03 10:00", "ann", description: "RED MUG"),
            Line("4", "10001", "2011-01-04 10:00", "ann", description: ""),
            Line("5", "10001", "2011-01-05 10:00", "ann", description: ""),
            Line("6", "10001", "2011-01-06 10:00", "ann", description: "RED MUG "),
            Line("7", "10002", "2011-01-06 10:00", "ann", description: " "),
            Line("8", "10003", "2011-01-06 10:00", "ann", description: "FIRST"),
            Line("9", "10003", "2011-01-06 10:00", "ann", description: "SECOND"));

        Assert.Equal(["RED MUG", "", "FIRST"], catalog.Select(product => product.Description));
    }

    [Fact]
    public async Task The_catalog_holds_the_last_price_that_was_no_gift()
    {
        Catalog catalog = await CatalogAsync(
            Line("2", "10001", "2011-03-01 10:00", "ann", price: "3.25"),
            Line("1", "10001", "2011-01-01 10:00", "ann", price: "2.55"),
            Line("3", "10001", "2011-04-01 10:00", "ann", price: "0"),
            Line("4", "10002", "2011-04-01 10:00", "ann", price: "0"));

        Assert.Equal([3.25, null], catalog.Select(product => product.Price));
    }

    [Fact]
    public async Task The_catalog_counts_distinct_orders_and_customers_between_first_and_last_sale()
    {
        Catalog catalog = await CatalogAsync(
            Line("2", "10001", "2011-03-01 10:00", "ann"),
            Line("2", "10001", "2011-03-01 10:00", "ann"),
            Line("3", "10001", "2011-02-01 10:00", "ann"),
            Line("4", "10001", "2011-05-01 10:00", "bob"),
            Line("4", "10002", "2011-05-01 10:00", "bob"),
            Line("C5", "10001", "2011-06-01 10:00", "bob", quantity: -1));

        Assert.Equal(
            new Product
            {
                Id = 0,
                Code = "10001",
                Description = "THING",
                Price = 1.5,
                FirstSold = new DateTime(2011, 2, 1, 10, 0, 0),
                LastSold = new DateTime(2011, 5, 1, 10, 0, 0),
                OrderCount = 3,
                CustomerCount = 2,
            },
            catalog[0]);
        Assert.Equal((1, 1), (catalog[1].OrderCount, catalog[1].CustomerCount));
    }

    [Fact]
    public async Task Purchases_give_each_pair_the_time_of_its_last_sale()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10002", "2011-01-01 10:00", "ann"),
            Line("2", "10001", "2011-03-01 10:00", "ann"),
            Line("3", "10002", "2011-02-01 10:00", "ann"),
            Line("4", "10003", "2011-02-05 10:00", "bob"),
            Line("5", "10002", "2011-01-05 10:00", "bob"),
            Line("6", "10002", "2011-01-01 10:00", "ann"));

        Purchases purchases = Data(history).Purchases();

        // Dense products in order of appearance: 10002, 10001, 10003.
        Assert.Equal([0, 1], purchases.Weights.Columns(0));
        Assert.Equal([new DateTime(2011, 2, 1, 10, 0, 0), new DateTime(2011, 3, 1, 10, 0, 0)], purchases.Last(0));
        Assert.Equal([0, 2], purchases.Weights.Columns(1));
        Assert.Equal([new DateTime(2011, 1, 5, 10, 0, 0), new DateTime(2011, 2, 5, 10, 0, 0)], purchases.Last(1));
    }

    [Fact]
    public async Task Purchases_leave_out_pairs_that_returns_took_back()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("2", "10002", "2011-03-01 10:00", "ann"),
            Line("C3", "10001", "2011-04-01 10:00", "ann", quantity: -1));

        Purchases purchases = Data(history, new WeightingOptions { Returns = ReturnHandling.Subtract }).Purchases();

        Assert.Equal([1], purchases.Weights.Columns(0));
        Assert.Equal([new DateTime(2011, 3, 1, 10, 0, 0)], purchases.Last(0));
    }

    [Fact]
    public async Task A_return_of_a_sale_older_than_the_log_is_a_pair_without_a_time()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("2", "10002", "2011-03-01 10:00", "bob"),
            Line("C3", "10002", "2011-04-01 10:00", "ann", quantity: -1));

        Purchases purchases = Data(history, new WeightingOptions { Returns = ReturnHandling.Negative }).Purchases();

        Assert.Equal([1f, -1f], purchases.Weights.Values(0));
        Assert.Equal([new DateTime(2011, 1, 1, 10, 0, 0), DateTime.MinValue], purchases.Last(0));
    }

    [Fact]
    public async Task Every_reason_for_rejecting_a_line_is_named_with_its_count()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("1", "POST", "2011-01-01 10:00", "ann"),
            Line("1", "10001", "2011-01-01 10:00", ""),
            Line("1", "10001", "2011-01-01 10:00", ""),
            "broken");

        Assert.Equal(
            new Dictionary<string, long> { ["malformed"] = 1, ["not-a-product"] = 1, ["no-customer"] = 2, ["return"] = 0, ["not-a-sale"] = 0 },
            Data(history).Rejected);
    }

    [Fact]
    public async Task The_options_that_made_the_interactions_are_told_in_the_words_of_the_command_line()
    {
        OrderHistory history = await ReadAsync(Line("1", "10001", "2011-01-01 10:00", "ann"));
        var weighting = new WeightingOptions { Weight = WeightScheme.LogQuantity, HalfLifeDays = 90.5, Returns = ReturnHandling.Negative };

        Assert.Equal(
            new Dictionary<string, string> { ["productKey"] = "first-five-digits", ["weight"] = "log-quantity", ["halfLife"] = "90.5", ["returns"] = "negative" },
            new OrderData(history, ProductKey.FirstFiveDigits, weighting).InteractionOptions);
        Assert.Equal(
            new Dictionary<string, string> { ["productKey"] = "stock-code", ["weight"] = "count", ["halfLife"] = "none", ["returns"] = "ignore" },
            Data(history).InteractionOptions);
    }

    private static OrderData Data(OrderHistory history, WeightingOptions? weighting = null) =>
        new(history, ProductKey.StockCode, weighting ?? new WeightingOptions());

    private static async Task<Catalog> CatalogAsync(params string[] lines) => Data(await ReadAsync(lines)).Catalog();
}
