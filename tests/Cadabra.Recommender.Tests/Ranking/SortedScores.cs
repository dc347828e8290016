using Cadabra.Recommender.Als;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Tests.Ranking;

/// <summary>The reference of ranking: all scores, sorted. For factors that are small whole numbers, whose scores are exact in any order of summation.</summary>
internal static class SortedScores
{
    public static ScoredProduct[] Of(AlsModel model, int customer, int[] exclude, int top)
    {
        if (!model.Customers.HasFactors(customer))
        {
            return [];
        }

        return [.. Enumerable.Range(0, model.Products.RowCount)
            .Where(product => model.Products.HasFactors(product) && !exclude.Contains(product))
            .Select(product => new ScoredProduct(product, model.Customers[customer].ToArray().Zip(model.Products[product].ToArray(), (x, y) => x * y).Sum()))
            .OrderByDescending(product => product.Score)
            .ThenBy(product => product.Product)
            .Take(top)];
    }
}
