using Cadabra.Orders;
using Cadabra.Training.Data;
using Cadabra.Training.History;
using Cadabra.Training.Splits;
using Cadabra.Training.Weighting;
using CsCheck;

namespace Cadabra.Training.Tests.Splits;

/// <summary>What is held out must not show through in what a model learns from.</summary>
public sealed class LeakageTests
{
    private const int Products = 5;
    private static readonly DateTime Start = new(2011, 1, 1);

    private static readonly Gen<Sale> GenSale =
        from customer in Gen.Int[0, 3]
        from invoice in Gen.Int[0, 3]
        from product in Gen.Int[0, Products - 1]
        from minute in Gen.Int[0, 40]
        from quantity in Gen.Int[-2, 5].Where(quantity => quantity != 0)
        select new Sale($"{customer}-{invoice}", product, quantity, Start.AddMinutes(minute), $"c{customer}");

    private static readonly Gen<WeightingOptions> GenWeighting =
        from weight in Gen.Enum<WeightScheme>()
        from halfLife in Gen.Bool
        from returns in Gen.Enum<ReturnHandling>()
        select new WeightingOptions { Weight = weight, HalfLifeDays = halfLife ? 0.01 : null, Returns = returns };

    [Fact]
    public async Task Products_and_quantities_of_the_last_orders_do_not_change_what_is_learned() =>
        await CheckAsync(new SplitOptions(), IsInLastOrder, changeProducts: true);

    [Fact]
    public async Task Products_and_quantities_from_the_given_moment_on_do_not_change_what_is_learned()
    {
        DateTime from = Start.AddMinutes(20);
        await CheckAsync(new SplitOptions { Kind = SplitKind.Time, From = from }, (_, sale) => sale.Time >= from, changeProducts: true);
    }

    [Fact]
    public async Task Quantities_of_held_out_pairs_do_not_change_what_is_learned()
    {
        var heldOut = new RandomHoldOut(new SplitOptions { Kind = SplitKind.Random, TestFraction = 0.5 });
        await CheckAsync(
            new SplitOptions { Kind = SplitKind.Random, TestFraction = 0.5 },
            (sales, sale) => heldOut.Contains(sales.Select(other => other.Customer).Distinct().ToList().IndexOf(sale.Customer), sale.Product),
            changeProducts: false);
    }

    private static async Task CheckAsync(SplitOptions split, Func<IReadOnlyList<Sale>, Sale, bool> isHeldOut, bool changeProducts)
    {
        // Everything is sold once before, so that no product gets its id, and no split its first customer, from a line that changes.
        Sale[] opening = [.. Enumerable.Range(0, Products).Select(product => new Sale("0", product, 1, Start.AddDays(-1), "opening"))];
        await Gen.Select(GenSale.Array[0, 25], GenWeighting, Gen.Int[1, Products - 1]).SampleAsync(async (log, weighting, shift) =>
        {
            Sale[] before = [.. opening, .. log];
            Sale[] sales = [.. before.Where(sale => sale.Quantity > 0)];
            Sale[] after =
            [
                .. before.Select(sale => sale.Quantity > 0 && isHeldOut(sales, sale)
                    ? sale with { Quantity = sale.Quantity + shift, Product = changeProducts ? (sale.Product + shift) % Products : sale.Product }
                    : sale),
            ];

            Split expected = await SplitAsync(before, split, weighting);
            Split actual = await SplitAsync(after, split, weighting);
            Weights.AssertSameBits(expected.Train.ByCustomer, actual.Train.ByCustomer);
        }, iter: 300);
    }

    // The definition, written out: the invoice whose last line is the latest of the customer's, the later read of two that tie.
    private static bool IsInLastOrder(IReadOnlyList<Sale> sales, Sale sale)
    {
        string[] invoices = [.. sales.Where(other => other.Customer == sale.Customer).Select(other => other.Invoice).Distinct()];
        return invoices.Length > 1 && sale.Invoice == invoices.MaxBy(invoice => (EndOf(invoice), FirstRow(invoice)));

        DateTime EndOf(string invoice) => sales.Where(other => other.Invoice == invoice).Max(other => other.Time);

        int FirstRow(string invoice) => sales.ToList().FindIndex(other => other.Invoice == invoice);
    }

    private static async Task<Split> SplitAsync(IEnumerable<Sale> sales, SplitOptions options, WeightingOptions weighting)
    {
        OrderHistory history = await OrderLines.ReadAsync(sales.Select(sale => sale.ToString()));
        return new OrderData(history, ProductKey.StockCode, weighting).Split(options);
    }

    private sealed record Sale(string Invoice, int Product, int Quantity, DateTime Time, string Customer)
    {
        // A return has an invoice of its own, as in a shop's log, so that it never names an order of its customer.
        public override string ToString() => OrderLines.Line(
            Quantity < 0 ? $"C{Invoice}" : Invoice, $"{10000 + Product}", FormattableString.Invariant($"{Time:yyyy-MM-dd HH:mm}"), Customer, Quantity);
    }
}
