using System.Globalization;
using Cadabra.Training.History;
using Cadabra.Training.Weighting;

namespace Cadabra.Training.Splits;

/// <summary>Splits a history. Returns that happened once the held-out orders had begun are hidden from training too, since they tell what was in them.</summary>
internal static class OrderSplitter
{
    public static Split Split(OrderHistory history, SplitOptions options, WeightingOptions weighting)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (VisibleLines visible, string description) = options.Kind switch
        {
            SplitKind.LastOrder => LastOrder(history),
            SplitKind.Time => Time(history, options),
            SplitKind.Random => Random(history, options),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "Not a value of SplitKind."),
        };

        // Test weights say what happened and nothing else: no returns, no decay.
        WeightingOptions plain = weighting with { Returns = ReturnHandling.Ignore, HalfLifeDays = null };
        return new Split(
            OrderWeighting.Weigh(history, visible, weighting),
            OrderWeighting.Weigh(history, visible.HiddenSales(), plain).ByCustomer,
            description);
    }

    private static (VisibleLines Visible, string Description) LastOrder(OrderHistory history)
    {
        var last = new LastOrders(history);
        VisibleLines visible = Where(
            history,
            (sales, row) => !last.Contain(sales.Customers[row], sales.Invoices[row]),
            (returns, row) => !last.HadBegun(returns.Customers[row], returns.Times[row]) && !last.Contain(returns.Customers[row], returns.Invoices[row]));
        return (visible, "each customer's last invoice");
    }

    private static (VisibleLines Visible, string Description) Time(OrderHistory history, SplitOptions options)
    {
        DateTime from = options.From ?? LatestShare(history.Sales.Times, options.TestFraction);
        VisibleLines visible = Where(history, (sales, row) => sales.Times[row] < from, (returns, row) => returns.Times[row] < from);
        return (visible, string.Create(CultureInfo.InvariantCulture, $"everything from {from:yyyy-MM-dd HH:mm} on"));
    }

    private static (VisibleLines Visible, string Description) Random(OrderHistory history, SplitOptions options)
    {
        var heldOut = new RandomHoldOut(options);
        VisibleLines visible = Where(history, IsVisible, IsVisible);
        return (visible, heldOut.Description);

        bool IsVisible(OrderTable lines, int row) => !heldOut.Contains(lines.Customers[row], lines.Products[row]);
    }

    private static VisibleLines Where(OrderHistory history, Func<OrderTable, int, bool> isSaleVisible, Func<OrderTable, int, bool> isReturnVisible) =>
        new(Rows(history.Sales, isSaleVisible), Rows(history.Returns, isReturnVisible));

    private static bool[] Rows(OrderTable lines, Func<OrderTable, int, bool> isVisible)
    {
        var visible = new bool[lines.Count];
        for (int row = 0; row < visible.Length; row++)
        {
            visible[row] = isVisible(lines, row);
        }

        return visible;
    }

    /// <summary>The moment from which on a share of the times lies; at least one does.</summary>
    private static DateTime LatestShare(ReadOnlySpan<DateTime> times, double share)
    {
        if (times.IsEmpty)
        {
            return DateTime.MinValue;
        }

        DateTime[] sorted = times.ToArray();
        Array.Sort(sorted);
        int heldOut = Math.Max(1, (int)Math.Round(share * sorted.Length));
        return sorted[^heldOut];
    }
}
