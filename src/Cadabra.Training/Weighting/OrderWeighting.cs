using Cadabra.Recommender.Data;
using Cadabra.Training.History;

namespace Cadabra.Training.Weighting;

/// <summary>Turns order lines into interactions: one weight for each (customer, product) pair.</summary>
internal static class OrderWeighting
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
        options.Validate();
        var weight = new LineWeight(options, LastSale(history.Sales, visible.Sales));
        var builder = new InteractionsBuilder();
        AddLines(builder, history.Sales, visible.Sales, weight, sign: 1);
        if (options.Returns != ReturnHandling.Ignore)
        {
            AddLines(builder, history.Returns, visible.Returns, weight, sign: -1);
        }

        Interactions interactions = builder.Build(history.Customers.Count, history.Products.Count);
        return options.Returns == ReturnHandling.Subtract ? new Interactions(AboveZero(interactions.ByCustomer)) : interactions;
    }

    private static void AddLines(InteractionsBuilder builder, OrderTable lines, bool[] visible, LineWeight weight, int sign)
    {
        for (int row = 0; row < lines.Count; row++)
        {
            if (visible[row])
            {
                builder.Add(lines.Customers[row], lines.Products[row], (float)(sign * weight.Of(lines.Quantities[row], lines.Times[row])));
            }
        }
    }

    private static DateTime LastSale(OrderTable sales, bool[] visible)
    {
        DateTime last = DateTime.MinValue;
        for (int row = 0; row < sales.Count; row++)
        {
            last = visible[row] && sales.Times[row] > last ? sales.Times[row] : last;
        }

        return last;
    }

    private static SparseRows AboveZero(SparseRows rows)
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
}
