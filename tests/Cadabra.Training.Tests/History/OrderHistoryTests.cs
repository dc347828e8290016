using Cadabra.Orders;
using Cadabra.Recommender.Data;
using Cadabra.Training.History;
using static Cadabra.Training.Tests.OrderLines;

namespace Cadabra.Training.Tests.History;

public sealed class OrderHistoryTests
{
    private const string Time = "2011-01-01 10:00";

    [Fact]
    public async Task Dense_ids_follow_the_order_of_the_lines()
    {
        OrderHistory history = await ReadAsync(
            Line("7", "10002", Time, "bob"),
            Line("7", "10001", Time, "bob"),
            Line("5", "10002", Time, "ann"));

        Assert.Equal(["bob", "ann"], Ids(history.Customers));
        Assert.Equal(["10002", "10001"], Ids(history.Products));
        Assert.Equal(["7", "5"], Ids(history.Invoices));
        Assert.Equal([0, 0, 1], history.Sales.Customers);
        Assert.Equal([0, 1, 0], history.Sales.Products);
        Assert.Equal([0, 0, 1], history.Sales.Invoices);
    }

    [Fact]
    public async Task A_sale_keeps_its_quantity_time_price_and_description_without_spaces_around_it()
    {
        OrderHistory history = await ReadAsync(Line("1", "10001", "2011-01-02 03:04", "ann", quantity: 12, description: " PINK  HEART ", price: "2.55"));

        Assert.Equal([12], history.Sales.Quantities);
        Assert.Equal([new DateTime(2011, 1, 2, 3, 4, 0)], history.Sales.Times);
        Assert.Equal([2.55m], history.Sales.UnitPrices);
        Assert.Equal("PINK  HEART", history.Descriptions[history.Sales.Descriptions[0]]);
    }

    [Fact]
    public async Task A_return_that_is_read_before_its_sale_still_finds_it()
    {
        OrderHistory history = await ReadAsync(
            Line("C9", "10002", Time, "bob", quantity: -3),
            Line("1", "10001", Time, "ann"),
            Line("2", "10002", Time, "bob", quantity: 3));

        Assert.Equal(["ann", "bob"], Ids(history.Customers));
        Assert.Equal([1], history.Returns.Customers);
        Assert.Equal([1], history.Returns.Products);
        Assert.Equal([-3], history.Returns.Quantities);
    }

    [Fact]
    public async Task A_return_whose_customer_or_product_was_never_in_a_sale_is_left_out()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", Time, "ann"),
            Line("C2", "10001", Time, "stranger", quantity: -1),
            Line("C3", "10009", Time, "ann", quantity: -1));

        Assert.Equal(0, history.Returns.Count);
        Assert.Equal(["ann"], Ids(history.Customers));
        Assert.Equal(["10001"], Ids(history.Products));
        Assert.Equal(2, history.Counts.Returns);
    }

    [Fact]
    public async Task Counts_of_all_batches_add_up()
    {
        // More than one batch of a MiB, with one line in four that is no sale.
        IEnumerable<string> lines = Enumerable.Range(0, 24_000).Select(i => (i % 4) switch
        {
            0 => Line("1", "POST", Time, "ann"),
            _ => Line($"{i}", "10001", Time, "ann", description: new string('x', 40)),
        });

        OrderHistory history = await ReadAsync(lines);

        Assert.Equal(new OrderCounts { Lines = 24_000, Kept = 18_000, NotAProduct = 6_000 }, history.Counts);
        Assert.Equal(18_000, history.Sales.Count);
        Assert.Equal(18_000, history.Invoices.Count);
    }

    [Fact]
    public async Task The_window_spans_the_sales_in_whatever_order_they_were_read()
    {
        OrderHistory history = await ReadAsync(
            Line("2", "10001", "2011-03-01 10:00", "ann"),
            Line("1", "10001", "2011-02-01 10:00", "ann"),
            Line("3", "10001", "2011-04-01 10:00", "ann"),
            Line("C4", "10001", "2012-01-01 10:00", "ann", quantity: -1));

        Assert.Equal(new DateTime(2011, 2, 1, 10, 0, 0), history.From);
        Assert.Equal(new DateTime(2011, 4, 1, 10, 0, 0), history.To);
    }

    [Fact]
    public async Task A_history_without_sales_has_no_window()
    {
        OrderHistory history = await ReadAsync("not an order line");

        Assert.Null(history.From);
        Assert.Null(history.To);
        Assert.Equal(1, history.Counts.Malformed);
    }

    [Theory]
    [InlineData(ProductKey.StockCode, new[] { "85123A", "85123B", "85123" })]
    [InlineData(ProductKey.FirstFiveDigits, new[] { "85123" })]
    public async Task The_product_key_decides_whether_variants_are_one_product(ProductKey key, string[] products)
    {
        OrderHistory history = await ReadAsync(
            key,
            Line("1", "85123A", Time, "ann"),
            Line("1", "85123b", Time, "ann"),
            Line("1", "85123", Time, "ann"),
            Line("C2", "85123a", Time, "ann", quantity: -1));

        Assert.Equal(products, Ids(history.Products));
        Assert.Equal(products[0], history.Products[Assert.Single(history.Returns.Products.ToArray())]);
    }

    [Fact]
    public async Task A_stock_code_longer_than_any_buffer_is_a_product_like_others()
    {
        string code = "10001" + new string('x', 1000);

        OrderHistory history = await ReadAsync(Line("1", code, Time, "ann"));

        Assert.Equal([code.ToUpperInvariant()], Ids(history.Products));
    }

    [Fact]
    public void A_builder_hands_out_one_history()
    {
        var builder = new OrderHistoryBuilder(ProductKey.StockCode);
        builder.Build();

        Assert.Throws<InvalidOperationException>(builder.Build);
    }

    private static string[] Ids(IdIndex index) => [.. Enumerable.Range(0, index.Count).Select(id => index[id])];
}
