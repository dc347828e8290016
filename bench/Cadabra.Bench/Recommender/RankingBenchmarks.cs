using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Bench.Recommender;

/// <summary>Top 10 without what they bought, for all customers, at rank 64. The cold runs are the first of a process, as from the command line.</summary>
[MemoryDiagnoser]
[SimpleJob(warmupCount: 3, iterationCount: 7, id: "Warm")]
[SimpleJob(RunStrategy.ColdStart, launchCount: 3, warmupCount: 0, iterationCount: 1, id: "Cold")]
public class RankingBenchmarks
{
    private const int Rank = 64;
    private const int Top = 10;

    private SparseRows? _bought;
    private AlsModel _model = null!;
    private ProductPanels _panels = null!;
    private Ranker _ranker = null!;

    [Params(RankingShop.OnlineRetail, RankingShop.Large, RankingShop.Gaussian)]
    public RankingShop Shop { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _model = Shop switch
        {
            RankingShop.OnlineRetail => Fit(PowerLawInteractions.OnlineRetailSize()),
            RankingShop.Large => Fit(PowerLawInteractions.Create(40_000, 50_000, 1_000_000, seed: 1)),
            _ => new AlsModel(Normal(4_000, seed: 1), Normal(50_000, seed: 2)),
        };
        _panels = new ProductPanels(_model.Products);
        _ranker = new Ranker(_model);
    }

    [Benchmark(Baseline = true)]
    public Recommendations BruteForce() => RankingBruteForce.RankAll(_model.Customers, _panels, _bought, Top);

    [Benchmark]
    public Recommendations Pruned() => _ranker.RecommendAll(_bought, Top);

    private AlsModel Fit(Interactions interactions)
    {
        _bought = interactions.ByCustomer;
        return AlternatingLeastSquares.Fit(interactions, new AlsOptions { Rank = Rank, MaxIter = 4 }).Model;
    }

    private static FactorMatrix Normal(int rows, int seed)
    {
        var random = new Random(seed);
        var factors = new FactorMatrix(rows, Rank);
        foreach (ref float value in factors.Values)
        {
            value = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return factors;
    }
}
