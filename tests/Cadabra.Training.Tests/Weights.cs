using Cadabra.Recommender.Data;
using Cadabra.Training.History;

namespace Cadabra.Training.Tests;

/// <summary>Sparse weights as tests write and compare them.</summary>
internal static class Weights
{
    /// <summary>Weights by text ids, such as <c>["ann 10001"] = 2</c>.</summary>
    public static Dictionary<string, double> ByName(SparseRows rows, OrderHistory history)
    {
        var named = new Dictionary<string, double>();
        for (int customer = 0; customer < rows.RowCount; customer++)
        {
            for (int entry = 0; entry < rows.Columns(customer).Length; entry++)
            {
                named[$"{history.Customers[customer]} {history.Products[rows.Columns(customer)[entry]]}"] = rows.Values(customer)[entry];
            }
        }

        return named;
    }

    public static SparseRows Of(int customers, int products, params IEnumerable<(int Customer, int Product, float Weight)> entries)
    {
        var builder = new InteractionsBuilder();
        foreach ((int customer, int product, float weight) in entries)
        {
            builder.Add(customer, product, weight);
        }

        return builder.Build(customers, products).ByCustomer;
    }

    /// <summary>Fails unless both hold the same entries with the same bits.</summary>
    public static void AssertSameBits(SparseRows expected, SparseRows actual)
    {
        Assert.Equal(expected.Offsets, actual.Offsets);
        for (int row = 0; row < expected.RowCount; row++)
        {
            Assert.Equal(expected.Columns(row), actual.Columns(row));
            Assert.Equal(expected.Values(row), actual.Values(row));
        }
    }
}
