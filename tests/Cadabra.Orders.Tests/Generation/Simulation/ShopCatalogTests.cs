using System.Text.RegularExpressions;
using Cadabra.Orders.Generation.Simulation;

namespace Cadabra.Orders.Tests.Generation.Simulation;

public sealed partial class ShopCatalogTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(1_739)]
    [InlineData(20_000)]
    public void Products_have_codes_and_descriptions_of_their_own(int count)
    {
        ShopProduct[] products = ShopCatalog.Invent(count, new ShopRandom(1));
        Assert.Equal(count, products.Length);
        Assert.Equal(count, products.DistinctBy(product => product.StockCode).Count());
        Assert.Equal(count, products.DistinctBy(product => product.Description).Count());
        Assert.All(products, product => Assert.Matches(StockCode(), product.StockCode));
        Assert.All(products, product => Assert.Equal(product.Description.ToUpperInvariant(), product.Description));
        Assert.All(products, product => Assert.InRange(product.UnitPrice, 0.05m, 20m));
    }

    [Fact]
    public void Variants_of_a_design_share_five_digits_its_shelf_and_its_price()
    {
        ShopProduct[] products = ShopCatalog.Invent(2_000, new ShopRandom(2));
        IGrouping<string, ShopProduct>[] designs = [.. products.Where(product => product.StockCode.Length == 6).GroupBy(product => product.StockCode[..5])];
        Assert.InRange(designs.Sum(design => design.Count()), 300, 1_000);
        Assert.All(designs, design => Assert.Single(design.Select(product => (product.Category, product.Style, product.UnitPrice)).Distinct()));
        Assert.All(designs, design => Assert.Equal(design.Count(), design.Max(product => product.StockCode[5]) - 'A' + 1));
    }

    [Fact]
    public void Some_descriptions_have_commas_some_quotes_and_some_letters_beyond_ASCII()
    {
        ShopProduct[] products = ShopCatalog.Invent(2_000, new ShopRandom(3));
        Assert.InRange(products.Count(product => product.Description.Contains(", ", StringComparison.Ordinal)), 40, 500);
        Assert.InRange(products.Count(product => product.Description.Contains('"')), 40, 400);
        Assert.InRange(products.Count(product => product.Description.Any(letter => letter > 127)), 20, 300);
    }

    [GeneratedRegex("^[0-9]{5}[A-Z]?$")]
    private static partial Regex StockCode();
}
