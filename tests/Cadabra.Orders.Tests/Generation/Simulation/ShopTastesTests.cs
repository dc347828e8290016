using Cadabra.Orders.Generation.Simulation;

namespace Cadabra.Orders.Tests.Generation.Simulation;

/// <summary>There is something to find beyond popularity, and it shows in what customers buy.</summary>
public sealed class ShopTastesTests
{
    private const int Top = 10;
    private static readonly ShopOptions Options = new() { Lines = 60_000, Seed = 21 };

    private readonly Dictionary<string, ShopProduct> _catalog = ShopSales.CatalogOf(Options);
    private readonly OrderLine[] _sales = [.. ShopSales.Of(new ShopSimulator(Options).Simulate())];

    [Fact]
    public void Customers_keep_to_few_shelves_where_popularity_would_spread_them()
    {
        double own = ShareOfThreeShelves(_sales);
        string[] customers = [.. _sales.Select(line => line.CustomerId)];
        new ShopRandom(1).Shuffle<string>(customers);
        double shuffled = ShareOfThreeShelves([.. _sales.Zip(customers, (line, customer) => line with { CustomerId = customer })]);

        Assert.True(own > 0.6 && shuffled < 0.4, $"Three shelves hold {own:p0} of a customer's lines, and {shuffled:p0} without tastes.");
    }

    [Fact]
    public void The_shelves_and_styles_bought_before_predict_new_products_twice_as_well_as_popularity()
    {
        Dictionary<string, string> lastInvoice = [];
        foreach (OrderLine line in _sales)
        {
            lastInvoice[line.CustomerId] = line.InvoiceNo;
        }

        ILookup<string, string> before = _sales.Where(line => lastInvoice[line.CustomerId] != line.InvoiceNo).ToLookup(line => line.CustomerId, line => line.StockCode);
        ILookup<string, string> last = _sales.Where(line => lastInvoice[line.CustomerId] == line.InvoiceNo).ToLookup(line => line.CustomerId, line => line.StockCode);
        Dictionary<string, HashSet<string>> bought = before.ToDictionary(customer => customer.Key, customer => customer.ToHashSet());
        Dictionary<string, double> popularity = bought.Values.SelectMany(products => products).CountBy(product => product).ToDictionary(product => product.Key, product => (double)product.Value);

        double byPopularity = 0;
        double byTaste = 0;
        foreach ((string customer, HashSet<string> had) in bought)
        {
            HashSet<string> wanted = [.. last[customer].Except(had)];
            byPopularity += Hits(popularity, had, wanted);
            byTaste += Hits(ScoresByTaste(bought, popularity, customer), had, wanted);
        }

        Assert.True(byTaste > 2 * byPopularity, $"Tastes hit {byTaste}, popularity {byPopularity} of the products new to {bought.Count} customers.");
    }

    /// <summary>Popularity of a product, times how often the customer bought its shelf and its style.</summary>
    private Dictionary<string, double> ScoresByTaste(Dictionary<string, HashSet<string>> bought, Dictionary<string, double> popularity, string customer)
    {
        Dictionary<int, int> shelves = bought[customer].CountBy(product => _catalog[product].Category).ToDictionary();
        Dictionary<int, int> styles = bought[customer].CountBy(product => _catalog[product].Style).ToDictionary();
        return popularity.ToDictionary(
            product => product.Key,
            product => product.Value * (0.1 + shelves.GetValueOrDefault(_catalog[product.Key].Category)) * (0.1 + styles.GetValueOrDefault(_catalog[product.Key].Style)));
    }

    private static int Hits(Dictionary<string, double> scores, HashSet<string> had, HashSet<string> wanted) =>
        scores.Where(product => !had.Contains(product.Key)).OrderByDescending(product => product.Value).ThenBy(product => product.Key, StringComparer.Ordinal)
            .Take(Top).Count(product => wanted.Contains(product.Key));

    /// <summary>Mean share of a customer's lines that lie on the three shelves they buy most from; customers with 30 lines or more.</summary>
    private double ShareOfThreeShelves(OrderLine[] sales) => sales
        .GroupBy(line => line.CustomerId, line => _catalog[line.StockCode].Category)
        .Where(customer => customer.Count() >= 30)
        .Average(customer => customer.CountBy(shelf => shelf).Select(shelf => shelf.Value).OrderDescending().Take(3).Sum() / (double)customer.Count());
}
