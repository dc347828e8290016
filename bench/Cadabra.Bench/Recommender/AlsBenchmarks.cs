using BenchmarkDotNet.Attributes;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Bench.Recommender;

/// <summary>One iteration of a fit on data of Online Retail's size, set-up of the fit included. The plain kernel is the baseline.</summary>
[MemoryDiagnoser]
public class AlsBenchmarks
{
    private Interactions _interactions = null!;
    private AlsOptions _options = null!;

    [Params(64, 128)]
    public int Rank { get; set; }

    [Params(AlsSolver.ConjugateGradient, AlsSolver.Cholesky)]
    public AlsSolver Solver { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _interactions = PowerLawInteractions.OnlineRetailSize();
        _options = new AlsOptions { Rank = Rank, Solver = Solver, MaxIter = 1 };
    }

    [Benchmark(Baseline = true)]
    public double Scalar() => Iterate<ScalarKernel>();

    [Benchmark]
    public double Vector() => Iterate<VectorKernel>();

    private double Iterate<TKernel>()
        where TKernel : struct, IKernel =>
        new AlsTrainer(_interactions, _options, AlsSweep.CreatePlain<TKernel>(_interactions, _options)).Fit(progress: null, CancellationToken.None).Iterations[0].Loss;
}
