using System.Runtime.ExceptionServices;

namespace Cadabra.Recommender.Threading;

/// <summary>
/// Runs independent chunks of work on a number of workers. Which worker takes a chunk is left to chance, so a result may depend on
/// the chunk only, never on the worker; a worker's number serves to give it buffers of its own.
/// </summary>
internal static class ChunkLoop
{
    /// <summary>The number of workers for an option where 0 means one for each core.</summary>
    public static int WorkerCount(int threads) => threads > 0 ? threads : Environment.ProcessorCount;

    /// <summary>Calls <paramref name="body"/> with (worker, chunk) once for each chunk, and stops between chunks when cancelled.</summary>
    public static void Run(int workers, int chunks, Action<int, int> body, CancellationToken cancellationToken)
    {
        int next = 0;
        void Work(int worker)
        {
            int chunk;
            while (!cancellationToken.IsCancellationRequested && (chunk = Interlocked.Increment(ref next) - 1) < chunks)
            {
                body(worker, chunk);
            }
        }

        workers = Math.Min(workers, chunks);
        if (workers <= 1)
        {
            Work(0);
        }
        else
        {
            try
            {
                Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, Work);
            }
            catch (AggregateException failure)
            {
                // With one worker the caller sees the chunk's own exception; with several it is to see the same.
                ExceptionDispatchInfo.Throw(failure.InnerExceptions[0]);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
