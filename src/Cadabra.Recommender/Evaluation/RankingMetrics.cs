using System.Globalization;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Evaluation;

/// <summary>
/// Means of the metrics of <see cref="RankingMetric"/> over customers, at several cutoffs, with two that concern the catalog as a whole:
/// <para>coverage@k: share of all products that are among the first k of anyone's ranking.</para>
/// <para>novelty@k: mean self-information −log₂(share of customers who have the product) of the first k, in bits, averaged over the customers
/// who got a ranking (Zhou et al. 2010; Vargas, Castells 2011). A product nobody has counts as if one customer had it.</para>
/// Not safe for use from many threads: fill one for each and <see cref="Merge"/> them.
/// </summary>
public sealed class RankingMetrics
{
    private const int NeverRanked = int.MaxValue;

    private readonly Popularity _popularity;
    private readonly int[] _cutoffs;
    private readonly MetricSums[] _sums;

    // The best place at which each product was ranked for anyone, from 0: coverage at every cutoff follows from it.
    private readonly int[] _bestPlaces;

    /// <summary>Begins without any customer.</summary>
    /// <param name="popularity">Customers of each product in the training data, for novelty; its products are the catalog for coverage.</param>
    /// <param name="cutoffs">Each k to measure at, 1 or more.</param>
    /// <exception cref="ArgumentException">There is no cutoff, or one is below 1.</exception>
    public RankingMetrics(Popularity popularity, params ReadOnlySpan<int> cutoffs)
    {
        ArgumentNullException.ThrowIfNull(popularity);
        if (cutoffs.IsEmpty)
        {
            throw new ArgumentException("There is no cutoff; expected at least one, such as 10.", nameof(cutoffs));
        }

        foreach (int cutoff in cutoffs)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cutoff, nameof(cutoffs));
        }

        _popularity = popularity;
        _cutoffs = cutoffs.ToArray();
        _sums = new MetricSums[_cutoffs.Length];
        _bestPlaces = new int[popularity.CustomersByProduct.Length];
        Array.Fill(_bestPlaces, NeverRanked);
    }

    /// <summary>Number of customers added.</summary>
    public int CustomerCount { get; private set; }

    /// <summary>Adds one customer's ranking.</summary>
    /// <param name="ranking">Best first, each product once; to be as long as the largest cutoff if there are so many products.</param>
    /// <param name="relevant">What turned out to be relevant: dense product ids, ascending, each once.</param>
    public void Add(ReadOnlySpan<ScoredProduct> ranking, ReadOnlySpan<int> relevant)
    {
        CustomerCount++;
        for (int i = 0; i < _cutoffs.Length; i++)
        {
            int k = _cutoffs[i];
            ref MetricSums sums = ref _sums[i];
            sums.Precision += RankingMetric.Precision(ranking, relevant, k);
            sums.Recall += RankingMetric.Recall(ranking, relevant, k);
            sums.Ndcg += RankingMetric.Ndcg(ranking, relevant, k);
            sums.AveragePrecision += RankingMetric.AveragePrecision(ranking, relevant, k);
            sums.ReciprocalRank += RankingMetric.ReciprocalRank(ranking, relevant, k);
            sums.HitRate += RankingMetric.HitRate(ranking, relevant, k);
            sums.Novelty += Novelty(ranking[..Math.Min(k, ranking.Length)]);
            sums.Ranked += ranking.IsEmpty ? 0 : 1;
        }

        for (int place = 0; place < ranking.Length; place++)
        {
            ref int best = ref _bestPlaces[ranking[place].Product];
            best = Math.Min(best, place);
        }
    }

    /// <summary>Adds the customers of another accumulator. Sums of floating-point numbers depend on their order in the last bits: merge in a fixed one.</summary>
    /// <exception cref="ArgumentException">The other has different cutoffs or another number of products.</exception>
    public void Merge(RankingMetrics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!_cutoffs.AsSpan().SequenceEqual(other._cutoffs) || _bestPlaces.Length != other._bestPlaces.Length)
        {
            throw new ArgumentException(
                $"Cutoffs {string.Join(", ", other._cutoffs)} over {other._bestPlaces.Length} products cannot join {string.Join(", ", _cutoffs)} over {_bestPlaces.Length}; both must be the same.",
                nameof(other));
        }

        CustomerCount += other.CustomerCount;
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i].Add(other._sums[i]);
        }

        for (int product = 0; product < _bestPlaces.Length; product++)
        {
            _bestPlaces[product] = Math.Min(_bestPlaces[product], other._bestPlaces[product]);
        }
    }

    /// <summary>The metrics by name, such as <c>ndcg@10</c>: precision, recall, ndcg, map, mrr, hitrate, coverage and novelty at each cutoff. Without customers, zeros.</summary>
    public IReadOnlyDictionary<string, double> ToDictionary()
    {
        var metrics = new Dictionary<string, double>();
        for (int i = 0; i < _cutoffs.Length; i++)
        {
            int k = _cutoffs[i];
            MetricSums sums = _sums[i];
            Set("precision", Mean(sums.Precision, CustomerCount));
            Set("recall", Mean(sums.Recall, CustomerCount));
            Set("ndcg", Mean(sums.Ndcg, CustomerCount));
            Set("map", Mean(sums.AveragePrecision, CustomerCount));
            Set("mrr", Mean(sums.ReciprocalRank, CustomerCount));
            Set("hitrate", Mean(sums.HitRate, CustomerCount));
            Set("coverage", Mean(CountRankedWithin(k), _bestPlaces.Length));
            Set("novelty", Mean(sums.Novelty, sums.Ranked));

            void Set(string name, double value) => metrics[string.Create(CultureInfo.InvariantCulture, $"{name}@{k}")] = value;
        }

        return metrics;
    }

    private static double Mean(double sum, int count) => count == 0 ? 0 : sum / count;

    private double Novelty(ReadOnlySpan<ScoredProduct> ranking)
    {
        double bits = 0;
        foreach (ScoredProduct product in ranking)
        {
            double share = Math.Max(1, _popularity.CustomersByProduct[product.Product]) / (double)Math.Max(1, _popularity.CustomerCount);
            bits -= Math.Log2(share);
        }

        return Mean(bits, ranking.Length);
    }

    private int CountRankedWithin(int k)
    {
        int count = 0;
        foreach (int place in _bestPlaces)
        {
            count += place < k ? 1 : 0;
        }

        return count;
    }
}
