using Cadabra.Orders;
using Cadabra.Recommender.Data;

namespace Cadabra.Training.History;

/// <summary>
/// Everything a shop sold and took back, with text ids replaced by dense ones, given in order of appearance. Only sales give ids to
/// customers and products, so a return by someone who never bought, or of what nobody bought, is left out of <see cref="Returns"/>.
/// Immutable; safe to read from many threads.
/// </summary>
public sealed class OrderHistory
{
    internal OrderHistory(IdIndex customers, IdIndex products, IdIndex invoices, IdIndex descriptions, OrderTable sales, OrderTable returns, OrderCounts counts)
    {
        Customers = customers;
        Products = products;
        Invoices = invoices;
        Descriptions = descriptions;
        Sales = sales;
        Returns = returns;
        Counts = counts;
        (From, To) = Window(sales.Times);
    }

    public IdIndex Customers { get; }

    public IdIndex Products { get; }

    public IdIndex Invoices { get; }

    public IdIndex Descriptions { get; }

    /// <summary>The kept lines.</summary>
    public OrderTable Sales { get; }

    /// <summary>The returns whose customer and product both occur in <see cref="Sales"/>, though perhaps not together: the sale may be older than the log.</summary>
    public OrderTable Returns { get; }

    /// <summary>What was read, and why lines were not kept.</summary>
    public OrderCounts Counts { get; }

    /// <summary>Time of the first sale; null if there is none.</summary>
    public DateTime? From { get; }

    /// <summary>Time of the last sale; null if there is none.</summary>
    public DateTime? To { get; }

    private static (DateTime? From, DateTime? To) Window(ReadOnlySpan<DateTime> times)
    {
        if (times.IsEmpty)
        {
            return (null, null);
        }

        (DateTime from, DateTime to) = (times[0], times[0]);
        foreach (DateTime time in times)
        {
            from = time < from ? time : from;
            to = time > to ? time : to;
        }

        return (from, to);
    }
}
