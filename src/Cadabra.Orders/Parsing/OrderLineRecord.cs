namespace Cadabra.Orders.Parsing;

/// <summary>A parsed line as a batch stores it: where its text lies in the batch, and its numbers.</summary>
internal struct OrderLineRecord
{
    public TextSlice InvoiceNo;
    public TextSlice StockCode;
    public TextSlice Description;
    public TextSlice CustomerId;
    public TextSlice Country;
    public decimal UnitPrice;
    public DateTime InvoiceDate;
    public int Quantity;
    public bool IsReturn;
}
