using System.Diagnostics;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Bench.Recommender;

/// <summary>Fits on one set.</summary>
internal sealed class EngineMeasurement(string name, Interactions interactions)
{
    /// <summary>Measures some iterations and, right after them, the gathers they could not do without.</summary>
    public EngineResult Run(int rank, EngineSolver solver, int iterations)
    {
        var options = new AlsOptions
        {
            Rank = rank,
            MaxIter = iterations,
            Solver = solver == EngineSolver.Exact ? AlsSolver.Cholesky : AlsSolver.ConjugateGradient,
            FactorPrecision = solver == EngineSolver.CgBFloat16 ? AlsFactorPrecision.BFloat16 : AlsFactorPrecision.Full,
        };
        IAlsSweep sweep = solver == EngineSolver.Plain
            ? AlsSweep.CreatePlain<VectorKernel>(interactions, options)
            : AlsSweep.CreateEigen(interactions, options, InstructionSets.Best);
        var clock = new SweepClock(sweep);
        AlsFit fit = new AlsTrainer(interactions, options, clock).Fit(progress: null, CancellationToken.None);

        // Read before the tables that gathering is measured on are made.
        long peakBytes = Process.GetCurrentProcess().PeakWorkingSet64;
        double gather = interactions.Count
            * (Machine.GatherSeconds(interactions.CustomerCount, rank) + Machine.GatherSeconds(interactions.ProductCount, rank));

        // The first iteration begins from zero, and compiles.
        return new EngineResult(
            name,
            interactions.Count,
            rank,
            solver,
            Rounds.Median(fit.Iterations.Skip(1).Select(iteration => iteration.Elapsed.TotalSeconds)),
            Rounds.Median(clock.CoreSeconds.Skip(1)),
            gather,
            Operations(rank, solver),
            [.. fit.Iterations.Select(iteration => iteration.Loss)],
            peakBytes);
    }

    /// <summary>Multiplications and additions: what each interaction asks for on both sides, and what each row does.</summary>
    private double Operations(int rank, EngineSolver solver)
    {
        double k = rank;
        double pairs = interactions.Count;
        double rows = (double)interactions.CustomerCount + interactions.ProductCount;
        return solver switch
        {
            // An inner product and a sum for the residual and each step; the Gram matrix by each.
            EngineSolver.Plain => (2 * pairs * 4 * 4 * k) + (rows * ((4 * 2 * k * k) + (k * k))),

            // Three inner products, two sums, the diagonal; two rotations and a Gram matrix.
            EngineSolver.Cg or EngineSolver.CgBFloat16 => (2 * pairs * 13 * k) + (rows * 5 * k * k),
            _ => ExactOperations(interactions.ByCustomer, k) + ExactOperations(interactions.ByProduct, k) + (rows * 5 * k * k),
        };
    }

    private static double ExactOperations(SparseRows rows, double k)
    {
        double operations = 0;
        for (int row = 0; row < rows.RowCount; row++)
        {
            double n = rows.Columns(row).Length;
            double small = Math.Min(n, k);
            operations += (n * k * small) + (small * small * small / 3);
        }

        return operations;
    }
}
