using System.Runtime.InteropServices;

namespace Cadabra.Training.History;

/// <summary>
/// Order lines as parallel columns, one entry a line, in the order they were read. Customers, products, invoices and
/// descriptions are dense ids of the <see cref="OrderHistory"/> that owns the table.
/// </summary>
public sealed class OrderTable
{
    private readonly List<int> _customers = [];
    private readonly List<int> _products = [];
    private readonly List<int> _invoices = [];
    private readonly List<int> _descriptions = [];
    private readonly List<int> _quantities = [];
    private readonly List<DateTime> _times = [];
    private readonly List<decimal> _prices = [];

    /// <summary>Number of lines.</summary>
    public int Count => _customers.Count;

    public ReadOnlySpan<int> Customers => CollectionsMarshal.AsSpan(_customers);

    public ReadOnlySpan<int> Products => CollectionsMarshal.AsSpan(_products);

    public ReadOnlySpan<int> Invoices => CollectionsMarshal.AsSpan(_invoices);

    public ReadOnlySpan<int> Descriptions => CollectionsMarshal.AsSpan(_descriptions);

    /// <summary>Units as logged: negative for returns.</summary>
    public ReadOnlySpan<int> Quantities => CollectionsMarshal.AsSpan(_quantities);

    /// <summary>The shop's local time.</summary>
    public ReadOnlySpan<DateTime> Times => CollectionsMarshal.AsSpan(_times);

    /// <summary>Price of one unit in the shop's currency.</summary>
    public ReadOnlySpan<decimal> UnitPrices => CollectionsMarshal.AsSpan(_prices);

    internal void Add(int customer, int product, int invoice, int description, int quantity, DateTime time, decimal unitPrice)
    {
        _customers.Add(customer);
        _products.Add(product);
        _invoices.Add(invoice);
        _descriptions.Add(description);
        _quantities.Add(quantity);
        _times.Add(time);
        _prices.Add(unitPrice);
    }
}
