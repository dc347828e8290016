using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>Chooses the solver that the options ask for.</summary>
internal static class RowSolver
{
    /// <summary>Nonnegative rows have one solver, whatever the options name: the others cannot keep the bound.</summary>
    public static IRowSolver Create<TKernel>(AlsObjective objective, AlsOptions options)
        where TKernel : struct, IKernel
    {
        if (options.Nonnegative)
        {
            return new NonnegativeRowSolver<TKernel>(objective, options.Rank);
        }

        return IsGradient(options)
            ? new ConjugateGradientRowSolver<TKernel>(objective, options.Rank)
            : new CholeskyRowSolver<TKernel>(objective, options.Rank);
    }

    /// <summary>The solver whose result is the minimum itself, for a row that is solved once.</summary>
    public static IRowSolver CreateExact<TKernel>(AlsObjective objective, AlsOptions options)
        where TKernel : struct, IKernel =>
        Create<TKernel>(objective, options with { Solver = AlsSolver.Cholesky });

    private static bool IsGradient(AlsOptions options) => options.Init != AlsInit.Spark && options.Solver switch
    {
        AlsSolver.Auto => options.ImplicitPrefs,
        AlsSolver.ConjugateGradient => true,
        _ => false,
    };
}
