using System.Globalization;
using Cadabra.Recommender.Data;
using Cadabra.Training.History;
using Cadabra.Training.Weighting;

namespace Cadabra.Training.Splits;

/// <summary>Splits a history. Returns that happened at or after the held-out orders are hidden from training too, since they tell what was in them.</summary>
internal static class OrderSplitter
{
    public static Split Split(OrderHistory history, SplitOptions options, WeightingOptions weighting)
    {
        options.Validate();
        (VisibleLines visible, string description) = options.Kind switch
        {
            SplitKind.LastOrder => (LastOrder(history), "each customer's last invoice"),
            SplitKind.Time => Time(history, options),
            SplitKind.Random => (Random(history, options), string.Create(CultureInfo.InvariantCulture, $"a random {options.TestFraction:P0} of the pairs, seed {options.Seed}")),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "Unknown split."),
        };
        return new Split(OrderWeighting.Weigh(history, visible, weighting), HeldOut(history, visible, weighting), description);
    }

    private static VisibleLines LastOrder(OrderHistory history)
    {
        OrderTable sales = history.Sales;
        DateTime[] invoiceTimes = InvoiceTimes(history);
        int[] first = new int[history.Customers.Count];
        int[] last = new int[history.Customers.Count];
        Array.Fill(first, -1);
        Array.Fill(last, -1);
        for (int row = 0; row < sales.Count; row++)
        {
            int customer = sales.Customers[row];
            int invoice = sales.Invoices[row];
            first[customer] = first[customer] < 0 ? invoice : first[customer];
            last[customer] = last[customer] < 0 || IsLater(invoice, last[customer]) ? invoice : last[customer];
        }

        // The customer's only invoice is not held out: there would be nothing to recommend from. An invoice read first
        // can also be the last in time, so counting distinct invoices, not comparing first with last, decides.
        bool[] tested = CustomersWithSeveralInvoices(sales, first);
        return new VisibleLines(
            row => !tested[history.Sales.Customers[row]] || history.Sales.Invoices[row] != last[history.Sales.Customers[row]],
            row => !tested[history.Returns.Customers[row]] || history.Returns.Times[row] < invoiceTimes[last[history.Returns.Customers[row]]]);

        bool IsLater(int invoice, int than) =>
            invoiceTimes[invoice] > invoiceTimes[than] || (invoiceTimes[invoice] == invoiceTimes[than] && invoice > than);
    }

    private static bool[] CustomersWithSeveralInvoices(OrderTable sales, int[] first)
    {
        bool[] several = new bool[first.Length];
        for (int row = 0; row < sales.Count; row++)
        {
            several[sales.Customers[row]] |= sales.Invoices[row] != first[sales.Customers[row]];
        }

        return several;
    }

    // The lines of one invoice can be minutes apart; the invoice happened when its last line did.
    private static DateTime[] InvoiceTimes(OrderHistory history)
    {
        var times = new DateTime[history.Invoices.Count];
        for (int row = 0; row < history.Sales.Count; row++)
        {
            ref DateTime time = ref times[history.Sales.Invoices[row]];
            time = history.Sales.Times[row] > time ? history.Sales.Times[row] : time;
        }

        return times;
    }

    private static (VisibleLines Visible, string Description) Time(OrderHistory history, SplitOptions options)
    {
        DateTime from = options.From ?? Quantile(history.Sales.Times, 1 - options.TestFraction);
        return (
            new VisibleLines(row => history.Sales.Times[row] < from, row => history.Returns.Times[row] < from),
            string.Create(CultureInfo.InvariantCulture, $"everything from {from:yyyy-MM-dd HH:mm} on"));
    }

    private static DateTime Quantile(ReadOnlySpan<DateTime> times, double share)
    {
        DateTime[] sorted = times.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? DateTime.MinValue : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    private static VisibleLines Random(OrderHistory history, SplitOptions options)
    {
        var heldOut = new RandomHoldOut(options);
        return new VisibleLines(
            row => !heldOut.Contains(history.Sales.Customers[row], history.Sales.Products[row]),
            row => !heldOut.Contains(history.Returns.Customers[row], history.Returns.Products[row]));
    }

    // Test weights say what happened and nothing else: no returns, no decay.
    private static SparseRows HeldOut(OrderHistory history, VisibleLines visible, WeightingOptions weighting) =>
        OrderWeighting.Weigh(
            history,
            visible with { Sale = row => !visible.Sale(row) },
            weighting with { Returns = ReturnHandling.Ignore, HalfLifeDays = null }).ByCustomer;
}
