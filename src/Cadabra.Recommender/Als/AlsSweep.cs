using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>Chooses the iteration that the options ask for.</summary>
internal static class AlsSweep
{
    /// <summary>The fastest for these interactions on this machine.</summary>
    public static IAlsSweep Create(Interactions interactions, AlsOptions options)
    {
        return options is { ImplicitPrefs: true, Nonnegative: false, Init: AlsInit.Normal } && EigenSweep.Pays(interactions, options.Rank)
            ? CreateEigen(interactions, options, InstructionSets.Best)
            : CreatePlain<VectorKernel>(interactions, options);
    }

    /// <summary>The iteration in the eigenbasis, for the implicit objective without bounds.</summary>
    public static EigenSweep CreateEigen(Interactions interactions, AlsOptions options, InstructionSet instructions)
    {
        var objective = new AlsObjective(options);
        BlockKernel kernel = BlockKernel.Create(instructions);
        IEigenRowSolver[] solvers =
            [.. Enumerable.Range(0, ChunkLoop.WorkerCount(options.Threads)).Select(_ => CreateSolver(objective, kernel, options))];
        return new EigenSweep(interactions, objective, kernel, options.Rank, solvers);
    }

    private static IEigenRowSolver CreateSolver(AlsObjective objective, BlockKernel kernel, AlsOptions options) => options.Solver == AlsSolver.Cholesky
        ? new ExactRowSolver(objective, kernel, options.Rank)
        : new PreconditionedRowSolver(objective, kernel, options.Rank);

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
