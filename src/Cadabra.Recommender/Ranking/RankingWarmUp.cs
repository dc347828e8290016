using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Ranking;

/// <summary>
/// Ranks for a made-up shop, so that what ranking runs is compiled and its threads are started. A process that ranks once otherwise takes longer over that than over
/// thousands of customers.
/// </summary>
internal static class RankingWarmUp
{
    // Some tiles of products, so that customers leave a block at different times, and some blocks for each worker.
    private const int Products = 700;
    private const int CustomersPerWorker = 64;
    private const int Rank = 8;
    private const int Top = 4;

    private static readonly Lazy<Task> Once = new(() => Task.Run(Run));

    /// <summary>Starts in the background, if this is the first call of the process; done when all is compiled.</summary>
    public static Task Start() => Once.Value;

    /// <summary>Ranks for every customer of the shop, and for one.</summary>
    public static Recommendations Run()
    {
        int customers = Environment.ProcessorCount * CustomersPerWorker;
        var ranker = new Ranker(new AlsModel(Factors(customers), Factors(Products)), InstructionSets.Best);
        SparseRows bought = OneEach(customers);
        ranker.Recommend(customer: 0, bought.Columns(0), new ScoredProduct[Top]);
        return ranker.RecommendAll(bought, Top);
    }

    /// <summary>Rows that point anywhere, the first a hundred times as long as the last.</summary>
    private static FactorMatrix Factors(int rows)
    {
        var factors = new FactorMatrix(rows, Rank);
        for (int i = 0; i < rows * Rank; i++)
        {
            factors.Values[i] = MathF.Sin(i * i) / (1 + (99f * (i / Rank) / rows));
        }

        return factors;
    }

    /// <summary>Every customer has the product of its own number.</summary>
    private static SparseRows OneEach(int customers)
    {
        var offsets = new int[customers + 1];
        var products = new int[customers];
        for (int customer = 0; customer < customers; customer++)
        {
            offsets[customer + 1] = customer + 1;
            products[customer] = customer % Products;
        }

        return new SparseRows(Products, offsets, products, new float[customers]);
    }
}
