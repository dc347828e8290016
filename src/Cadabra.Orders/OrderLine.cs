namespace Cadabra.Orders;

/// <summary>One order line as text and numbers: one product on one invoice. The hot path uses <c>OrderLineView</c> instead, which allocates nothing.</summary>
/// <param name="InvoiceNo">Invoice number; a leading <c>C</c> marks a cancellation.</param>
/// <param name="StockCode">The shop's product code; begins with five digits if it is a product.</param>
/// <param name="Description">Product name as printed on the invoice.</param>
/// <param name="Quantity">Units; negative for a return.</param>
/// <param name="InvoiceDate">The shop's local time, to the minute or second.</param>
/// <param name="UnitPrice">Price of one unit in the shop's currency.</param>
/// <param name="CustomerId">Customer id; empty if unknown.</param>
/// <param name="Country">Country of the customer.</param>
public sealed record OrderLine(
    string InvoiceNo,
    string StockCode,
    string Description,
    int Quantity,
    DateTime InvoiceDate,
    decimal UnitPrice,
    string CustomerId,
    string Country);
