using System.Diagnostics;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Bench.Recommender;

internal static class EngineCommand
{
    public static int Run(string[] args)
    {
        string set = args.Length > 0 ? args[0] : "1m";
        int rank = args.Length > 1 ? int.Parse(args[1]) : 64;
        int iters = args.Length > 2 ? int.Parse(args[2]) : 4;
        string mode = args.Length > 3 ? args[3] : "eigen";
        (int c, int p, int n) = set switch { "or" => (4335, 3663, 260_000), "1m" => (60_000, 10_000, 1_000_000), "10m" => (400_000, 50_000, 10_000_000), _ => (2_000_000, 200_000, 100_000_000) };
        var sw = Stopwatch.StartNew();
        Interactions x = LatentGenres.Create(c, p, n, 1);
        Console.WriteLine($"{x.Count} generated {sw.Elapsed.TotalSeconds:f2}s, heaviest {Enumerable.Range(0, p).Max(i => x.ByProduct.Columns(i).Length)}");
        var o = new AlsOptions { Rank = rank, MaxIter = iters, Solver = args.Length > 4 ? AlsSolver.Cholesky : AlsSolver.Auto };
        IAlsSweep sweep = mode == "plain" ? AlsSweep.CreatePlain<VectorKernel>(x, o) : AlsSweep.CreateEigen(x, o, mode == "eigen" ? InstructionSets.Best : Enum.Parse<InstructionSet>(mode));
        AlsFit fit = new AlsTrainer<VectorKernel>(x, o, sweep).Fit(new P(), CancellationToken.None);
        return 0;
    }

    private sealed class P : IProgress<AlsIteration>
    {
        private double _last;
        public void Report(AlsIteration i)
        {
            double cpu = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
            Console.WriteLine($"{i.Number} {i.Elapsed.TotalMilliseconds:f2} ms {i.Loss:f3} cpu/2 incl loss {(cpu - _last) / 2:f1}");
            _last = cpu;
        }
    }
}
