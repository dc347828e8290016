namespace Cadabra.Orders.Generation.Simulation;

/// <summary>An invoice before it has a time.</summary>
/// <param name="Number">Invoice number; begins with C for returns.</param>
/// <param name="CustomerId">Customer, or empty if nobody noted it.</param>
/// <param name="Country">Country of the customer.</param>
/// <param name="Items">Its lines, at least one.</param>
internal sealed record Invoice(string Number, string CustomerId, string Country, List<InvoiceItem> Items);
