using System.Diagnostics;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Bench.Recommender;

/// <summary>Ranks for all customers of one set.</summary>
internal sealed class RankingMeasurement(string name, Interactions interactions)
{
    private const int Top = 10;

    /// <summary>Fits a few iterations, ranks some rounds without what customers have, and measures the peak right after them.</summary>
    public RankingResult Run(int rank, int iterations, int rounds)
    {
        AlsModel model = AlternatingLeastSquares.Fit(interactions, new AlsOptions { Rank = rank, MaxIter = iterations }).Model;
        long started = Stopwatch.GetTimestamp();
        var ranker = new Ranker(model);
        double prepare = Stopwatch.GetElapsedTime(started).TotalSeconds;
        long scores = 0;
        double[] seconds = new double[rounds];
        double[] coreSeconds = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            double coreBefore = Machine.CoreSeconds;
            started = Stopwatch.GetTimestamp();
            scores = ranker.RecommendAll(interactions.ByCustomer, Top).ScoreCount;
            seconds[round] = Stopwatch.GetElapsedTime(started).TotalSeconds;
            coreSeconds[round] = Machine.CoreSeconds - coreBefore;
        }

        return new RankingResult(
            name,
            rank,
            model.Customers.RowCount,
            model.Products.RowCount,
            prepare,
            seconds[0],
            Rounds.Median(seconds[1..]),
            Rounds.Median(coreSeconds[1..]),
            scores / ((double)model.Customers.RowCount * model.Products.RowCount),
            Machine.PeakOperations());
    }
}
