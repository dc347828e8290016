using BenchmarkDotNet.Attributes;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Bench.Recommender;

/// <summary>Top 10 without what they bought, for all customers of data of Online Retail's size; the time is for one customer. The plain kernel is the baseline.</summary>
[MemoryDiagnoser]
public class RankingBenchmarks
{
    private const int Customers = 4335;

    private Interactions _interactions = null!;
    private AlsModel _model = null!;
    private ProductPanels _panels = null!;
    private int[] _ids = null!;

    [Params(64, 128)]
    public int Rank { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _interactions = PowerLawInteractions.OnlineRetailSize();
        _model = Als.Fit(_interactions, new AlsOptions { Rank = Rank, MaxIter = 3 }).Model;
        _panels = new ProductPanels(_model.Products);
        _ids = [.. Enumerable.Range(0, Customers)];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Customers)]
    public Recommendations Scalar() => RankAll<ScalarKernel>();

    [Benchmark(OperationsPerInvoke = Customers)]
    public Recommendations Vector() => RankAll<VectorKernel>();

    private Recommendations RankAll<TKernel>()
        where TKernel : struct, IKernel =>
        new BatchRanking<TKernel>(_model.Customers, _panels, _interactions.ByCustomer, blockSize: 32)
            .Run(_ids, top: 10, Environment.ProcessorCount, CancellationToken.None);
}
