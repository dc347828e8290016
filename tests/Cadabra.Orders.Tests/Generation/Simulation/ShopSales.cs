using Cadabra.Orders.Generation.Simulation;

namespace Cadabra.Orders.Tests.Generation.Simulation;

/// <summary>What a recommender would see of a simulated shop.</summary>
internal static class ShopSales
{
    /// <summary>Products sold to known customers.</summary>
    public static IEnumerable<OrderLine> Of(IEnumerable<OrderLine> lines) =>
        lines.Where(line => line is { CustomerId.Length: > 0, Quantity: > 0 } && char.IsAsciiDigit(line.StockCode[0]));

    /// <summary>The catalog by stock code; it is the first thing that a simulation draws from its seed.</summary>
    public static Dictionary<string, ShopProduct> CatalogOf(ShopOptions options) =>
        ShopCatalog.Invent(options.ProductCount, new ShopRandom(options.Seed)).ToDictionary(product => product.StockCode);
}
