using Cadabra.Models;
using Cadabra.Training.History;

namespace Cadabra.Training.Data;

/// <summary>
/// Describes each product as its sales show it: the description most often printed (shops also log "damaged" or "?" there),
/// the price last paid, first and last sale, and how many orders and customers it has.
/// </summary>
internal sealed class CatalogBuilder(OrderHistory history)
{
    private readonly int _products = history.Products.Count;

    public Catalog Build()
    {
        OrderTable sales = history.Sales;
        var first = new DateTime[_products];
        var last = new DateTime[_products];
        var price = new decimal[_products];
        Array.Fill(first, DateTime.MaxValue);
        for (int row = 0; row < sales.Count; row++)
        {
            int product = sales.Products[row];
            DateTime time = sales.Times[row];
            first[product] = time < first[product] ? time : first[product];
            if (time >= last[product])
            {
                last[product] = time;
                price[product] = sales.UnitPrices[row];
            }
        }

        int[] descriptions = MostFrequentDescriptions();
        int[] orders = DistinctPerProduct(sales.Invoices);
        int[] customers = DistinctPerProduct(sales.Customers);
        return new Catalog(Enumerable.Range(0, _products).Select(product => new Product
        {
            Id = product,
            Code = history.Products[product],
            Description = history.Descriptions[descriptions[product]],
            Price = (double)price[product],
            FirstSold = first[product],
            LastSold = last[product],
            OrderCount = orders[product],
            CustomerCount = customers[product],
        }));
    }

    private int[] MostFrequentDescriptions()
    {
        OrderTable sales = history.Sales;
        var counts = new Dictionary<(int Product, int Description), int>();
        var best = new int[_products];
        var bestCount = new int[_products];
        for (int row = 0; row < sales.Count; row++)
        {
            (int Product, int Description) key = (sales.Products[row], sales.Descriptions[row]);
            int count = counts[key] = counts.GetValueOrDefault(key) + 1;

            // Of equally frequent ones the first to get there stays, an empty one never wins.
            if (count > bestCount[key.Product] && history.Descriptions.Utf8(key.Description).Length > 0)
            {
                bestCount[key.Product] = count;
                best[key.Product] = key.Description;
            }
            else if (bestCount[key.Product] == 0)
            {
                best[key.Product] = key.Description;
            }
        }

        return best;
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
