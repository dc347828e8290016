using Cadabra.Recommender.Data;
using Cadabra.Training.History;

namespace Cadabra.Training.Weighting;

/// <summary>Turns order lines into interactions: one weight for each (customer, product) pair.</summary>
public static class OrderWeighting
{
    /// <summary>
    /// Sums what the visible lines say: w = Σ sales s(q)·2^(−age/halfLife) − Σ returns s(q)·2^(−age/halfLife), with s from
    /// <see cref="WeightScheme"/> and the age counted back from the last visible sale, so that nothing hidden leaks in.
    /// </summary>
    /// <param name="history">The lines.</param>
    /// <param name="visible">Which of them count.</param>
    /// <param name="options">How they count.</param>
    public static Interactions Weigh(OrderHistory history, VisibleLines visible, WeightingOptions options)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(visible);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();

        DateTime now = LastSale(history.Sales, visible);
        var builder = new InteractionsBuilder();
        AddLines(builder, history.Sales, visible.Sale, sign: 1, options, now);
        if (options.Returns != ReturnHandling.Ignore)
        {
            AddLines(builder, history.Returns, visible.Return, sign: -1, options, now);
        }

        Interactions interactions = builder.Build(history.Customers.Count, history.Products.Count);
        return options.Returns == ReturnHandling.Subtract ? new Interactions(Positive(interactions.ByCustomer)) : interactions;
    }

    private static SparseRows Positive(SparseRows rows)
    {
        var offsets = new int[rows.RowCount + 1];
        var columns = new List<int>(rows.EntryCount);
        var values = new List<float>(rows.EntryCount);
        for (int row = 0; row < rows.RowCount; row++)
        {
            for (int entry = 0; entry < rows.Columns(row).Length; entry++)
            {
                if (rows.Values(row)[entry] > 0)
                {
                    columns.Add(rows.Columns(row)[entry]);
                    values.Add(rows.Values(row)[entry]);
                }
            }

            offsets[row + 1] = columns.Count;
        }

        return new SparseRows(rows.ColumnCount, offsets, [.. columns], [.. values]);
    }

    private static void AddLines(InteractionsBuilder builder, OrderTable lines, Func<int, bool> visible, int sign, WeightingOptions options, DateTime now)
    {
        for (int row = 0; row < lines.Count; row++)
        {
            if (!visible(row))
            {
                continue;
            }

            double weight = options.Weight == WeightScheme.LogQuantity ? Math.Log(1 + Math.Abs((double)lines.Quantities[row])) : 1;
            if (options.HalfLifeDays is { } halfLife)
            {
                weight *= Math.Pow(2, -Math.Max(0, (now - lines.Times[row]).TotalDays) / halfLife);
            }

            builder.Add(lines.Customers[row], lines.Products[row], (float)(sign * weight));
        }
    }

    private static DateTime LastSale(OrderTable sales, VisibleLines visible)
    {
        DateTime last = DateTime.MinValue;
        for (int row = 0; row < sales.Count; row++)
        {
            if (sales.Times[row] > last && visible.Sale(row))
            {
                last = sales.Times[row];
            }
        }

        return last;
    }
}
