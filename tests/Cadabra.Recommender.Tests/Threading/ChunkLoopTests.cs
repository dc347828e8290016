using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Tests.Threading;

public sealed class ChunkLoopTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Every_chunk_runs_once_with_a_worker_of_its_number(int workers)
    {
        var runs = new int[100];
        var busy = new int[workers];

        ChunkLoop.Run(
            workers,
            runs.Length,
            (worker, chunk) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref busy[worker]));
                Interlocked.Increment(ref runs[chunk]);
                Interlocked.Decrement(ref busy[worker]);
            },
            TestContext.Current.CancellationToken);

        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Cancelling_lets_each_worker_end_its_chunk_and_begin_no_other(int workers)
    {
        using var cancellation = new CancellationTokenSource();
        int begun = 0;
        int afterwards = 0;

        Assert.Throws<OperationCanceledException>(() => ChunkLoop.Run(
            workers,
            10_000,
            (_, _) =>
            {
                Interlocked.Add(ref afterwards, cancellation.IsCancellationRequested ? 1 : 0);
                if (Interlocked.Increment(ref begun) == 5)
                {
                    cancellation.Cancel();
                }
            },
            cancellation.Token));

        // A worker that had looked at the token just before may begin one more.
        Assert.InRange(afterwards, 0, workers - 1);
        Assert.InRange(begun, 5, 5 + workers - 1);
    }

    [Fact]
    public void No_chunks_are_no_work() =>
        ChunkLoop.Run(4, 0, (_, chunk) => Assert.Fail($"Chunk {chunk} does not exist."), TestContext.Current.CancellationToken);
}
