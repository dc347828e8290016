using Cadabra.Orders;
using Cadabra.Recommender.Data;

namespace Cadabra.Training.History;

/// <summary>Collects batches of order lines into an <see cref="OrderHistory"/>. One thread adds; dense ids follow the order of the lines.</summary>
public sealed class OrderHistoryBuilder(ProductKey productKey)
{
    private readonly IdIndex _customers = new();
    private readonly IdIndex _products = new();
    private readonly IdIndex _invoices = new();
    private readonly IdIndex _descriptions = new();
    private readonly OrderTable _sales = new();

    // A return can be read before the sale that it takes back, so returns keep ids of their own until all is read.
    private readonly IdIndex _returningCustomers = new();
    private readonly IdIndex _returnedProducts = new();
    private readonly OrderTable _returns = new();

    private OrderCounts _counts = OrderCounts.Zero;
    private byte[] _productId = new byte[256];
    private bool _built;

    /// <summary>Adds a batch's kept lines, returns and counts.</summary>
    /// <exception cref="InvalidOperationException">The history is built already.</exception>
    public void Add(OrderBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ThrowIfBuilt();
        for (int i = 0; i < batch.Count; i++)
        {
            OrderLineView line = batch[i];
            if (line.IsReturn)
            {
                Add(_returns, _returningCustomers, _returnedProducts, line);
            }
            else
            {
                Add(_sales, _customers, _products, line);
            }
        }

        _counts = _counts.Add(batch.Counts);
    }

    /// <summary>Hands out the history, which owns what was collected: nothing can be added or built afterwards.</summary>
    /// <exception cref="InvalidOperationException">The history is built already.</exception>
    public OrderHistory Build()
    {
        ThrowIfBuilt();
        _built = true;
        return new OrderHistory(_customers, _products, _invoices, _descriptions, _sales, ReturnsOfSales(), _counts);
    }

    private void ThrowIfBuilt()
    {
        if (_built)
        {
            throw new InvalidOperationException("The history is built already; collect another one with a new builder.");
        }
    }

    private void Add(OrderTable table, IdIndex customers, IdIndex products, OrderLineView line) =>
        table.Add(
            customers.GetOrAdd(line.CustomerId),
            products.GetOrAdd(ProductId(line.StockCode)),
            _invoices.GetOrAdd(line.InvoiceNo),
            _descriptions.GetOrAdd(line.Description.Trim((byte)' ')),
            line.Quantity,
            line.InvoiceDate,
            line.UnitPrice);

    private ReadOnlySpan<byte> ProductId(ReadOnlySpan<byte> stockCode)
    {
        int capacity = ProductKeys.MaxLength(stockCode.Length);
        if (_productId.Length < capacity)
        {
            _productId = new byte[capacity];
        }

        return _productId.AsSpan(0, ProductKeys.Write(stockCode, productKey, _productId));
    }

    private OrderTable ReturnsOfSales()
    {
        var returns = new OrderTable();
        for (int row = 0; row < _returns.Count; row++)
        {
            if (_customers.TryGet(_returningCustomers.Utf8(_returns.Customers[row]), out int customer)
                && _products.TryGet(_returnedProducts.Utf8(_returns.Products[row]), out int product))
            {
                returns.Add(customer, product, _returns.Invoices[row], _returns.Descriptions[row], _returns.Quantities[row], _returns.Times[row], _returns.UnitPrices[row]);
            }
        }

        return returns;
    }
}
