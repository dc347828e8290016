using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>Chooses the iteration that the options ask for.</summary>
internal static class AlsSweep
{
    // A decomposition costs about as much as solving this many rows for each factor; with fewer rows the plain iteration is faster.
    private const int LeastRowsPerFactor = 32;

    /// <summary>The fastest for these interactions on this machine.</summary>
    public static IAlsSweep Create(Interactions interactions, AlsOptions options)
    {
        bool eigenPays = interactions.CustomerCount + interactions.ProductCount >= LeastRowsPerFactor * options.Rank;
        return eigenPays && options is { ImplicitPrefs: true, Nonnegative: false, Init: AlsInit.Normal }
            ? CreateEigen(interactions, options, InstructionSets.Best)
            : CreatePlain<VectorKernel>(interactions, options);
    }

    /// <summary>The iteration in the eigenbasis, for the implicit objective without bounds.</summary>
    public static IAlsSweep CreateEigen(Interactions interactions, AlsOptions options, InstructionSet instructions)
    {
        var objective = new AlsObjective(options);
        BlockKernel kernel = BlockKernel.Create(instructions);
        int rank = options.Rank;
        int workers = ChunkLoop.WorkerCount(options.Threads);
        if (options is { FactorPrecision: AlsFactorPrecision.BFloat16, Solver: not AlsSolver.Cholesky })
        {
            RowKernel<ushort> rows = RowKernels.BFloat16(instructions);
            var tables = new EigenTables<ushort>(
                new BFloat16Table(rows, interactions.CustomerCount, rank, workers), new BFloat16Table(rows, interactions.ProductCount, rank, workers));
            return Create(tables, () => new PreconditionedRowSolver<ushort>(objective, kernel, rows, rank));
        }

        RowKernel<float> single = RowKernels.Single(instructions);
        return Create(
            new EigenTables<float>(new SingleTable(rank), new SingleTable(rank)),
            () => options.Solver == AlsSolver.Cholesky
                ? new ExactRowSolver(objective, kernel, single, rank)
                : new PreconditionedRowSolver<float>(objective, kernel, single, rank));

        EigenSweep<TElement> Create<TElement>(EigenTables<TElement> tables, Func<IEigenRowSolver<TElement>> createSolver)
            where TElement : unmanaged =>
            new(interactions, objective, kernel, rank, tables, [.. Enumerable.Range(0, workers).Select(_ => createSolver())]);
    }

    /// <summary>The iteration in the basis the factors begin in, for every objective.</summary>
    public static PlainSweep<TKernel> CreatePlain<TKernel>(Interactions interactions, AlsOptions options)
        where TKernel : struct, IKernel
    {
        var objective = new AlsObjective(options);
        IRowSolver[] solvers =
            [.. Enumerable.Range(0, ChunkLoop.WorkerCount(options.Threads)).Select(_ => RowSolver.Create<TKernel>(objective, options))];
        return new PlainSweep<TKernel>(interactions, objective, solvers, balances: options.Init != AlsInit.Spark);
    }
}
