using System.Buffers;
using Cadabra.Orders.Generation.Simulation;

namespace Cadabra.Orders.Tests.Generation.Simulation;

public sealed class ShopSimulatorTests
{
    private static readonly ShopOptions Options = new() { Lines = 40_000, Seed = 7 };
    private static readonly Lazy<OrderLine[]> Shop = new(() => [.. new ShopSimulator(Options).Simulate()]);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_other_ones()
    {
        byte[] first = Bytes(Options with { Lines = 3_000 });
        Assert.Equal(first, Bytes(Options with { Lines = 3_000 }));
        Assert.NotEqual(first, Bytes(Options with { Lines = 3_000, Seed = 8 }));
    }

    [Fact]
    public void A_second_enumeration_begins_anew()
    {
        IEnumerable<OrderLine> lines = new ShopSimulator(Options with { Lines = 500 }).Simulate();
        Assert.Equal(lines.ToArray(), lines.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5_000)]
    public void As_many_lines_come_as_were_asked_for(int lines) =>
        Assert.Equal(lines, new ShopSimulator(Options with { Lines = lines }).Simulate().Count());

    [Fact]
    public void The_smallest_shop_there_can_be_still_trades() =>
        Assert.Equal(2_000, new ShopSimulator(new ShopOptions { Lines = 2_000, Customers = 1, Products = 10, Start = new DateOnly(2025, 6, 7), End = new DateOnly(2025, 6, 7) }).Simulate().Count());

    [Fact]
    public void Times_ascend_through_the_whole_period_in_working_hours()
    {
        OrderLine[] lines = Shop.Value;
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True(pair.First.InvoiceDate <= pair.Second.InvoiceDate));
        Assert.All(lines, line => Assert.InRange(line.InvoiceDate.TimeOfDay, TimeSpan.FromHours(8), TimeSpan.FromHours(18)));
        Assert.Equal(new DateOnly(2025, 1, 1), DateOnly.FromDateTime(lines[0].InvoiceDate));
        Assert.Equal(new DateOnly(2025, 12, 31), DateOnly.FromDateTime(lines[^1].InvoiceDate));
    }

    [Fact]
    public void An_invoice_is_one_run_of_lines_with_one_time_customer_and_country()
    {
        int runs = 1 + Shop.Value.Zip(Shop.Value.Skip(1)).Count(pair => pair.First.InvoiceNo != pair.Second.InvoiceNo);
        Assert.Equal(runs, Shop.Value.DistinctBy(line => line.InvoiceNo).Count());
        Assert.Equal(runs, Shop.Value.DistinctBy(line => (line.InvoiceNo, line.InvoiceDate, line.CustomerId, line.Country)).Count());
        Assert.InRange(Shop.Value.Length / (double)runs, 6, 15);
    }

    [Fact]
    public void Every_kind_of_line_comes_in_a_sensible_share()
    {
        Assert.InRange(Share(line => line.InvoiceNo.StartsWith('C')), 0.01, 0.035);
        Assert.InRange(Share(line => !char.IsAsciiDigit(line.StockCode[0])), 0.002, 0.015);
        Assert.InRange(Share(line => line.CustomerId.Length == 0), 0.07, 0.13);
        Assert.InRange(Share(line => line.Quantity == 0), 0.0003, 0.003);
        Assert.InRange(Share(line => line.UnitPrice == 0), 0.0005, 0.004);
        Assert.InRange(Share(line => line.Description.Contains(',')), 0.02, 0.3);
        Assert.InRange(Share(line => line.Description.Contains('"')), 0.01, 0.3);
        Assert.InRange(Share(line => line.Country == "United Kingdom"), 0.75, 0.97);
        Assert.Superset(new HashSet<string> { "POST", "DOT", "M", "BANK CHARGES" }, Shop.Value.Select(line => line.StockCode).ToHashSet());
        Assert.Equal(Share(line => line.InvoiceNo.StartsWith('C')), Share(line => line.Quantity < 0));
    }

    [Fact]
    public void A_return_takes_back_what_the_same_customer_bought_before_and_no_more()
    {
        var held = new Dictionary<(string Customer, string Product), int>();
        foreach (OrderLine line in Shop.Value.Where(line => line.CustomerId.Length > 0 && char.IsAsciiDigit(line.StockCode[0])))
        {
            int quantity = held.GetValueOrDefault((line.CustomerId, line.StockCode)) + line.Quantity;
            Assert.True(quantity >= 0, $"{line} returns more than was bought.");
            held[(line.CustomerId, line.StockCode)] = quantity;
        }
    }

    [Fact]
    public void Customers_buy_again_what_they_bought_before()
    {
        OrderLine[] sales = [.. Sales()];
        int pairs = sales.DistinctBy(line => (line.CustomerId, line.StockCode)).Count();
        Assert.InRange(1 - (pairs / (double)sales.Length), 0.2, 0.5);
    }

    [Fact]
    public void A_few_products_sell_much_more_than_the_rest()
    {
        int[] sold = [.. Sales().GroupBy(line => line.StockCode).Select(product => product.Count()).OrderDescending()];
        Assert.InRange(sold.Take(sold.Length / 10).Sum() / (double)sold.Sum(), 0.25, 0.6);
        Assert.True(sold[0] < 0.03 * sold.Sum(), "One product sells more than three in a hundred.");
    }

    [Fact]
    public void Christmas_sells_before_Christmas()
    {
        Dictionary<string, ShopProduct> catalog = Catalog();
        OrderLine[] christmas = [.. Sales().Where(line => ShopVocabulary.Categories[catalog[line.StockCode].Category].Name == "Christmas")];
        Assert.True(christmas.Length > 200);
        Assert.InRange(christmas.Count(line => line.InvoiceDate.Month >= 10) / (double)christmas.Length, 0.6, 0.98);
    }

    [Fact]
    public void Trade_is_sized_by_the_lines_if_nothing_else_is_said()
    {
        Assert.Equal((130, 388), (new ShopOptions { Lines = 5_000 }.CustomerCount, new ShopOptions { Lines = 5_000 }.ProductCount));
        Assert.Equal((1_237, 1_739), (new ShopOptions().CustomerCount, new ShopOptions().ProductCount));
        Assert.Equal((11_700, 7_778), (new ShopOptions { Lines = 2_000_000 }.CustomerCount, new ShopOptions { Lines = 2_000_000 }.ProductCount));
    }

    [Fact]
    public void An_option_out_of_range_is_refused_by_name()
    {
        ShopOptions valid = new();
        AssertRefused(valid with { Lines = 0 }, "Lines is 0; it must be 1 to 1,000,000,000");
        AssertRefused(valid with { Customers = 0 }, "Customers is 0");
        AssertRefused(valid with { Products = 9 }, "Products is 9");
        AssertRefused(valid with { Products = 20_001 }, "Products is 20001");
        AssertRefused(valid with { Start = new DateOnly(2026, 1, 1) }, "Start is 2026-01-01; it must be no later than End, 2025-12-31");
        AssertRefused(valid with { End = DateOnly.MaxValue }, "End is 9999-12-31");
    }

    private static void AssertRefused(ShopOptions options, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new ShopSimulator(options)).Message, StringComparison.Ordinal);

    private static IEnumerable<OrderLine> Sales() => ShopSales.Of(Shop.Value);

    private static Dictionary<string, ShopProduct> Catalog() => ShopSales.CatalogOf(Options);

    private static double Share(Func<OrderLine, bool> kind) => Shop.Value.Count(kind) / (double)Shop.Value.Length;

    private static byte[] Bytes(ShopOptions options)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (OrderLine line in new ShopSimulator(options).Simulate())
        {
            OrderLineWriter.Write(line, output);
        }

        return output.WrittenSpan.ToArray();
    }
}
