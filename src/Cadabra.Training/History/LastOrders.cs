using System.Runtime.InteropServices;

namespace Cadabra.Training.History;

/// <summary>
/// The latest order of each customer who has several. An order is what one customer has on one invoice; its lines can be minutes
/// apart, and an invoice that is read first can be the last in time.
/// </summary>
internal sealed class LastOrders
{
    private const int None = -1;

    private readonly int[] _invoices;
    private readonly DateTime[] _begins;

    public LastOrders(OrderHistory history)
    {
        _invoices = new int[history.Customers.Count];
        _begins = new DateTime[history.Customers.Count];
        Array.Fill(_invoices, None);

        var counts = new int[_invoices.Length];
        var ends = new DateTime[_invoices.Length];
        foreach (((int customer, int invoice), (DateTime begin, DateTime end)) in Orders(history.Sales))
        {
            counts[customer]++;
            if (_invoices[customer] == None || end > ends[customer] || (end == ends[customer] && invoice > _invoices[customer]))
            {
                (_invoices[customer], _begins[customer], ends[customer]) = (invoice, begin, end);
            }
        }

        for (int customer = 0; customer < counts.Length; customer++)
        {
            Count += counts[customer] > 1 ? 1 : 0;
            _invoices[customer] = counts[customer] > 1 ? _invoices[customer] : None;
        }
    }

    /// <summary>Number of customers with several orders.</summary>
    public int Count { get; }

    /// <summary>Whether a line belongs to its customer's latest order, and the customer has earlier ones. Of orders that end at once, the one read last is the latest.</summary>
    public bool Contain(int customer, int invoice) => _invoices[customer] == invoice;

    /// <summary>Whether a customer with several orders had begun the latest one by then.</summary>
    public bool HadBegun(int customer, DateTime time) => _invoices[customer] != None && time >= _begins[customer];

    private static Dictionary<(int Customer, int Invoice), (DateTime Begin, DateTime End)> Orders(OrderTable sales)
    {
        var orders = new Dictionary<(int Customer, int Invoice), (DateTime Begin, DateTime End)>();
        for (int row = 0; row < sales.Count; row++)
        {
            DateTime time = sales.Times[row];
            ref (DateTime Begin, DateTime End) order = ref CollectionsMarshal.GetValueRefOrAddDefault(orders, (sales.Customers[row], sales.Invoices[row]), out bool known);
            order = known ? (time < order.Begin ? time : order.Begin, time > order.End ? time : order.End) : (time, time);
        }

        return orders;
    }
}
