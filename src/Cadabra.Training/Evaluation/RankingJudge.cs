using Cadabra.Recommender.Data;
using Cadabra.Recommender.Evaluation;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Training.Evaluation;

/// <summary>
/// Measures rankings on the test customers, on several threads. The customers are cut into the same slices whatever the number of
/// threads, and the sums of the slices joined in order, so that one thread and many give the same bits.
/// </summary>
/// <param name="tests">Whom to ask for rankings.</param>
/// <param name="exclude">Products to leave out of them, customers × products; null for none.</param>
/// <param name="popularity">Who had what in training.</param>
/// <param name="cutoffs">Each k to measure at.</param>
/// <param name="threads">Number of threads; 0 for one for each core.</param>
internal sealed class RankingJudge(TestCustomer[] tests, SparseRows? exclude, Popularity popularity, int[] cutoffs, int threads)
{
    // Enough to keep many cores busy; each holds one number for each product.
    private const int Slices = 64;

    public Dictionary<string, double> Judge(IRanker ranker, CancellationToken cancellationToken)
    {
        var slices = new RankingMetrics[Slices];
        var parallel = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount,
        };
        Parallel.For(0, Slices, parallel, slice => slices[slice] = Judge(ranker, slice, cancellationToken));

        var all = new RankingMetrics(popularity, cutoffs);
        foreach (RankingMetrics slice in slices)
        {
            all.Merge(slice);
        }

        return new Dictionary<string, double>(all.ToDictionary());
    }

    private RankingMetrics Judge(IRanker ranker, int slice, CancellationToken cancellationToken)
    {
        var metrics = new RankingMetrics(popularity, cutoffs);
        var ranking = new ScoredProduct[cutoffs.Max()];
        int end = FirstOf(slice + 1);
        for (int test = FirstOf(slice); test < end; test++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int customer, int[] relevant) = tests[test];
            int count = ranker.Recommend(customer, exclude is null ? [] : exclude.Columns(customer), ranking);
            metrics.Add(ranking.AsSpan(0, count), relevant);
        }

        return metrics;
    }

    private int FirstOf(int slice) => (int)((long)tests.Length * slice / Slices);
}
