using System.Text;
using Cadabra.Orders.Parsing;

namespace Cadabra.Orders;

/// <summary>
/// One order line, borrowed from its <see cref="OrderBatch"/>: text is UTF-8 inside the batch, always valid, unquoted and
/// unescaped, so that reading a line allocates nothing. <see cref="ToOrderLine"/> makes a copy that lives on its own.
/// </summary>
public readonly ref struct OrderLineView
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly ref readonly OrderLineRecord _record;

    internal OrderLineView(ReadOnlySpan<byte> text, ref readonly OrderLineRecord record)
    {
        _text = text;
        _record = ref record;
    }

    /// <summary>Invoice number; a leading <c>C</c> marks a cancellation.</summary>
    public ReadOnlySpan<byte> InvoiceNo => _record.InvoiceNo.Of(_text);

    /// <summary>Stock code without white space around it; begins with five digits. <see cref="ProductKeys"/> makes the product id from it.</summary>
    public ReadOnlySpan<byte> StockCode => _record.StockCode.Of(_text);

    /// <summary>Product name as printed on the invoice.</summary>
    public ReadOnlySpan<byte> Description => _record.Description.Of(_text);

    /// <summary>Customer id without white space around it, never empty; <c>17850.0</c> reads as <c>17850</c>.</summary>
    public ReadOnlySpan<byte> CustomerId => _record.CustomerId.Of(_text);

    /// <summary>Country of the customer.</summary>
    public ReadOnlySpan<byte> Country => _record.Country.Of(_text);

    /// <summary>Units; above zero for a sale. A return has the sign that was logged, which a cancelled invoice may leave positive.</summary>
    public int Quantity => _record.Quantity;

    /// <summary>The shop's local time, to the minute or second; its kind is unspecified.</summary>
    public DateTime InvoiceDate => _record.InvoiceDate;

    /// <summary>Price of one unit in the shop's currency; not below zero for a sale.</summary>
    public decimal UnitPrice => _record.UnitPrice;

    /// <summary>Whether the line takes goods back instead of selling them.</summary>
    public bool IsReturn => _record.IsReturn;

    /// <summary>A copy on the heap that outlives the batch.</summary>
    public OrderLine ToOrderLine() => new(
        Encoding.UTF8.GetString(InvoiceNo),
        Encoding.UTF8.GetString(StockCode),
        Encoding.UTF8.GetString(Description),
        Quantity,
        InvoiceDate,
        UnitPrice,
        Encoding.UTF8.GetString(CustomerId),
        Encoding.UTF8.GetString(Country));
}
