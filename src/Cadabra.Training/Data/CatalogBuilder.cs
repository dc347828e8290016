using Cadabra.Models;
using Cadabra.Training.History;

namespace Cadabra.Training.Data;

/// <summary>
/// Describes each product as its sales show it: the description most often printed (shops also log "damaged" or "?" there),
/// the last price above zero (a gift says nothing about the price), first and last sale, and how many orders and customers it has.
/// </summary>
internal sealed class CatalogBuilder(OrderHistory history)
{
    private readonly int _products = history.Products.Count;

    public Catalog Build()
    {
        string[] descriptions = MostFrequentDescriptions();
        double?[] prices = LastPrices();
        (DateTime First, DateTime Last)[] sold = FirstAndLastSales();
        int[] orders = DistinctPerProduct(history.Sales.Invoices);
        int[] customers = DistinctPerProduct(history.Sales.Customers);
        return new Catalog(Enumerable.Range(0, _products).Select(product => new Product
        {
            Id = product,
            Code = history.Products[product],
            Description = descriptions[product],
            Price = prices[product],
            FirstSold = sold[product].First,
            LastSold = sold[product].Last,
            OrderCount = orders[product],
            CustomerCount = customers[product],
        }));
    }

    private string[] MostFrequentDescriptions()
    {
        OrderTable sales = history.Sales;
        var counts = new Dictionary<(int Product, int Description), int>();
        var best = new int[_products];
        var bestCounts = new int[_products];
        for (int row = 0; row < sales.Count; row++)
        {
            (int Product, int Description) key = (sales.Products[row], sales.Descriptions[row]);
            if (history.Descriptions.Utf8(key.Description).IsEmpty)
            {
                continue;
            }

            // Of equally frequent ones the first to get there stays.
            int count = counts[key] = counts.GetValueOrDefault(key) + 1;
            if (count > bestCounts[key.Product])
            {
                (best[key.Product], bestCounts[key.Product]) = (key.Description, count);
            }
        }

        return [.. Enumerable.Range(0, _products).Select(product => bestCounts[product] == 0 ? "" : history.Descriptions[best[product]])];
    }

    private double?[] LastPrices()
    {
        OrderTable sales = history.Sales;
        var prices = new double?[_products];
        var times = new DateTime[_products];
        for (int row = 0; row < sales.Count; row++)
        {
            // Of lines of the same minute the last one read counts.
            int product = sales.Products[row];
            if (sales.UnitPrices[row] > 0 && sales.Times[row] >= times[product])
            {
                (prices[product], times[product]) = ((double)sales.UnitPrices[row], sales.Times[row]);
            }
        }

        return prices;
    }

    private (DateTime First, DateTime Last)[] FirstAndLastSales()
    {
        OrderTable sales = history.Sales;
        var sold = new (DateTime First, DateTime Last)[_products];
        Array.Fill(sold, (DateTime.MaxValue, DateTime.MinValue));
        for (int row = 0; row < sales.Count; row++)
        {
            ref (DateTime First, DateTime Last) window = ref sold[sales.Products[row]];
            DateTime time = sales.Times[row];
            window = (time < window.First ? time : window.First, time > window.Last ? time : window.Last);
        }

        return sold;
    }

    private int[] DistinctPerProduct(ReadOnlySpan<int> ids)
    {
        ReadOnlySpan<int> products = history.Sales.Products;
        var pairs = new long[products.Length];
        for (int row = 0; row < pairs.Length; row++)
        {
            pairs[row] = ((long)products[row] << 32) | (uint)ids[row];
        }

        Array.Sort(pairs);
        var distinct = new int[_products];
        for (int row = 0; row < pairs.Length; row++)
        {
            if (row == 0 || pairs[row] != pairs[row - 1])
            {
                distinct[pairs[row] >> 32]++;
            }
        }

        return distinct;
    }
}
