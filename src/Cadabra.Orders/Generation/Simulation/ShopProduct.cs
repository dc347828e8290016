namespace Cadabra.Orders.Generation.Simulation;

/// <summary>A product of the invented shop.</summary>
/// <param name="StockCode">Five digits, and a letter if the design comes in several colours.</param>
/// <param name="Description">Name as printed on invoices, upper case.</param>
/// <param name="Category">Index of its shelf.</param>
/// <param name="Style">Index of its style.</param>
/// <param name="UnitPrice">List price of one.</param>
internal sealed record ShopProduct(string StockCode, string Description, int Category, int Style, decimal UnitPrice);
