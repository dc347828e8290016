namespace Cadabra.Orders.Generation.Simulation;

/// <summary>A shelf of the shop.</summary>
/// <param name="Name">Name of the shelf; it does not appear on invoices.</param>
/// <param name="LowPrice">What a cheap product of it costs.</param>
/// <param name="HighPrice">What a dear product of it costs.</param>
/// <param name="Season">Demand in each month, January first, as a share of the best month.</param>
/// <param name="Nouns">What is sold, in the singular; all form their plural by S.</param>
internal sealed record ShopCategory(string Name, double LowPrice, double HighPrice, double[] Season, string[] Nouns);
