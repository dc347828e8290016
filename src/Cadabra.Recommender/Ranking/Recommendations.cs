namespace Cadabra.Recommender.Ranking;

/// <summary>The best products for many customers, in one array. Safe to read from many threads.</summary>
public sealed class Recommendations
{
    private readonly ScoredProduct[] _products;
    private readonly int[] _counts;

    internal Recommendations(int customerCount, int top)
    {
        Top = top;
        _products = new ScoredProduct[checked(customerCount * top)];
        _counts = new int[customerCount];
    }

    /// <summary>Number of customers: of rows, in the order in which they were asked for.</summary>
    public int Count => _counts.Length;

    /// <summary>Number of products asked for; a row can have fewer.</summary>
    public int Top { get; }

    /// <summary>Scores that were computed: customers × products, but for what was pruned.</summary>
    internal long ScoreCount { get; set; }

    /// <summary>The products of one row, best first; empty if nothing is known of the customer.</summary>
    public ReadOnlySpan<ScoredProduct> this[int row] => _products.AsSpan(row * Top, _counts[row]);

    /// <summary>The places of a row, to be filled.</summary>
    internal Span<ScoredProduct> Places(int row) => _products.AsSpan(row * Top, Top);

    internal void SetCount(int row, int count) => _counts[row] = count;
}
