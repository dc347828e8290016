using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Tests.Als;

public sealed class AlsAllocationTests
{
    public static TheoryData<AlsOptions> Solvers =>
    [
        new AlsOptions { Solver = AlsSolver.ConjugateGradient },
        new AlsOptions { Solver = AlsSolver.Cholesky },
        new AlsOptions { Nonnegative = true },
        new AlsOptions { ImplicitPrefs = false },
        new AlsOptions { Init = AlsInit.Spark },
    ];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void An_iteration_allocates_less_than_a_byte_a_row(AlsOptions options)
    {
        const int Rows = 40_000;
        Interactions interactions = Samples.Interactions(Rows / 2, Rows / 2, 40_000);
        options = options with { Rank = 4, Threads = 1 };
        Allocated(interactions, options with { MaxIter = 4 });

        long perIteration = (Allocated(interactions, options with { MaxIter = 4 }) - Allocated(interactions, options with { MaxIter = 2 })) / 2;

        // The runtime's own allocations on this thread can fall into either fit, so the difference can also be below zero.
        Assert.True(perIteration < Rows, $"An iteration allocated {perIteration} bytes for {Rows} rows.");
    }

    private static long Allocated(Interactions interactions, AlsOptions options)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fitting.Fit(interactions, options);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
