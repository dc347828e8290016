namespace Cadabra.Models.Tests;

public class CatalogTests
{
    [Fact]
    public void Products_are_found_by_code()
    {
        var catalog = new Catalog([Product(0, "a"), Product(1, "b")]);

        Assert.True(catalog.TryGet("b", out Product? product));
        Assert.Same(catalog[1], product);
        Assert.False(catalog.TryGet("c", out _));
    }

    [Fact]
    public void An_id_that_is_not_the_position_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Catalog([Product(1, "a")]));

        Assert.Contains("Product 'a' has id 1 at position 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_shared_by_two_products_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Catalog([Product(0, "a"), Product(1, "b"), Product(2, "a")]));

        Assert.Contains("Products 0 and 2 share the code 'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_without_a_code_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Catalog([Product(0, "")]));

    private static Product Product(int id, string code) => new() { Id = id, Code = code };
}
