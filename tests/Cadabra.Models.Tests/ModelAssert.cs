using Cadabra.Models.Manifests;

namespace Cadabra.Models.Tests;

/// <summary>Compares models value by value.</summary>
internal static class ModelAssert
{
    public static void Equal(Model expected, Model actual)
    {
        EqualData(expected, actual);
        EqualButForFiles(expected.Manifest, actual.Manifest);
    }

    public static void EqualData(Model expected, Model actual)
    {
        Assert.Equal(Texts(expected), Texts(actual));
        Assert.Equal(expected.Catalog, actual.Catalog);
        Assert.Equal(expected.Catalog.Select(product => product.Code), Enumerable.Range(0, actual.Catalog.Codes.Count).Select(id => actual.Catalog.Codes[id]));
        Assert.Equal(expected.Factors.Rank, actual.Factors.Rank);
        Assert.Equal(expected.Factors.Customers.Values.ToArray(), actual.Factors.Customers.Values.ToArray());
        Assert.Equal(expected.Factors.Products.Values.ToArray(), actual.Factors.Products.Values.ToArray());
        Assert.Equal(expected.Purchases.Weights.ColumnCount, actual.Purchases.Weights.ColumnCount);
        Assert.Equal(expected.Purchases.Weights.Offsets.ToArray(), actual.Purchases.Weights.Offsets.ToArray());
        for (int customer = 0; customer < expected.Customers.Count; customer++)
        {
            Assert.Equal(expected.Purchases.Weights.Columns(customer).ToArray(), actual.Purchases.Weights.Columns(customer).ToArray());
            Assert.Equal(expected.Purchases.Weights.Values(customer).ToArray(), actual.Purchases.Weights.Values(customer).ToArray());
            Assert.Equal(expected.Purchases.Last(customer).ToArray(), actual.Purchases.Last(customer).ToArray());
        }
    }

    public static void EqualButForFiles(Manifest expected, Manifest actual)
    {
        // As JSON, because records compare dictionaries by reference.
        Assert.Equal(Json(expected), Json(actual));
    }

    private static string Json(Manifest manifest) =>
        System.Text.Encoding.UTF8.GetString(ManifestFormat.Seal(manifest with { Name = "", Files = new Dictionary<string, ManifestFile>() }).Json);

    private static List<string> Texts(Model model) => [.. Enumerable.Range(0, model.Customers.Count).Select(id => model.Customers[id])];
}
