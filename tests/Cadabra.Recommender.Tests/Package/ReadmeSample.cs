using System.Runtime.InteropServices;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Tests.Package;

/// <summary>The sample of the package's readme as it stands there, line for line between the two marks; <see cref="ReadmeSampleTests"/> holds that.</summary>
internal static class ReadmeSample
{
    public const string Begin = "// The sample begins.";
    public const string End = "// The sample ends.";

    public static (string[] Recommended, string[] Similar, byte[] Saved, AlsModel Model) Run((string Customer, string Product, float Quantity)[] orders)
    {
        // The sample begins.
        IdIndex customers = new(), products = new();
        var builder = new InteractionsBuilder();
        foreach ((string customer, string product, float quantity) in orders)
        {
            builder.Add(customers.GetOrAdd(customer), products.GetOrAdd(product), quantity);
        }

        Interactions interactions = builder.Build(customers.Count, products.Count);
        AlsModel model = AlternatingLeastSquares.Fit(interactions, new AlsOptions { Rank = 32, Alpha = 10 }).Model;

        var ranker = new Ranker(model);
        var best = new ScoredProduct[10];
        int found = ranker.Recommend(customer: 0, exclude: interactions.ByCustomer.Columns(0), best);
        string[] recommended = [.. best[..found].Select(product => products[product.Product])];

        found = ranker.Similar(product: 0, best);
        string[] similar = [.. best[..found].Select(product => products[product.Product])];

        ReadOnlySpan<byte> toSave = MemoryMarshal.AsBytes(model.Products.Values);
        // The sample ends.

        return (recommended, similar, toSave.ToArray(), model);
    }
}
