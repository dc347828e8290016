namespace Cadabra.Orders.Generation.Simulation;

/// <summary>A line of an invoice.</summary>
/// <param name="StockCode">Product, or one of the codes that are none, such as <c>POST</c>.</param>
/// <param name="Description">Name as printed.</param>
/// <param name="Quantity">Units; negative for a return.</param>
/// <param name="UnitPrice">Price of one.</param>
internal sealed record InvoiceItem(string StockCode, string Description, int Quantity, decimal UnitPrice);
