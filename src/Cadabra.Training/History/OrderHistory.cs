using Cadabra.Orders;
using Cadabra.Recommender.Data;

namespace Cadabra.Training.History;

/// <summary>
/// Everything a shop sold and took back, with text ids replaced by dense ones. Only sales give ids to customers and products;
/// a return of something that was never sold here says nothing about a taste and is left out of <see cref="Returns"/>.
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
    }

    public IdIndex Customers { get; }

    public IdIndex Products { get; }

    public IdIndex Invoices { get; }

    public IdIndex Descriptions { get; }

    /// <summary>The kept lines.</summary>
    public OrderTable Sales { get; }

    /// <summary>The returns whose customer and product also occur in <see cref="Sales"/>.</summary>
    public OrderTable Returns { get; }

    /// <summary>What was read, and why lines were not kept.</summary>
    public OrderCounts Counts { get; }

    /// <summary>Time of the first sale; null if there is none.</summary>
    public DateTime? From => Sales.Count == 0 ? null : Earliest(Sales.Times);

    /// <summary>Time of the last sale; null if there is none.</summary>
    public DateTime? To => Sales.Count == 0 ? null : Latest(Sales.Times);

    private static DateTime Earliest(ReadOnlySpan<DateTime> times)
    {
        DateTime earliest = times[0];
        foreach (DateTime time in times)
        {
            earliest = time < earliest ? time : earliest;
        }

        return earliest;
    }

    private static DateTime Latest(ReadOnlySpan<DateTime> times)
    {
        DateTime latest = times[0];
        foreach (DateTime time in times)
        {
            latest = time > latest ? time : latest;
        }

        return latest;
    }
}
