using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Ranking;

/// <summary>
/// The baseline that personal recommendations must beat: the products that most customers have, the same for everyone. The score is the number of
/// customers whose weight is above 0; a product without any is never recommended. Safe to use from many threads.
/// </summary>
public sealed class Popularity : IRanker
{
    private readonly int[] _customersByProduct;
    private readonly int[] _order;

    /// <summary>Counts the customers of each product.</summary>
    public Popularity(Interactions interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        CustomerCount = interactions.CustomerCount;
        _customersByProduct = new int[interactions.ProductCount];
        List<int> sold = [];
        for (int product = 0; product < _customersByProduct.Length; product++)
        {
            foreach (float weight in interactions.ByProduct.Values(product))
            {
                _customersByProduct[product] += weight > 0 ? 1 : 0;
            }

            if (_customersByProduct[product] > 0)
            {
                sold.Add(product);
            }
        }

        sold.Sort((a, b) => _customersByProduct[a] != _customersByProduct[b] ? _customersByProduct[b].CompareTo(_customersByProduct[a]) : a.CompareTo(b));
        _order = [.. sold];
    }

    /// <summary>Number of customers counted over.</summary>
    public int CustomerCount { get; }

    /// <summary>Number of customers of each product, by dense product id.</summary>
    public ReadOnlySpan<int> CustomersByProduct => _customersByProduct;

    /// <inheritdoc/>
    /// <remarks>Any customer gets the same products, but for those excluded.</remarks>
    public int Recommend(int customer, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination)
    {
        int count = 0;
        foreach (int product in _order)
        {
            if (count == destination.Length)
            {
                break;
            }

            if (exclude.BinarySearch(product) < 0)
            {
                destination[count++] = new ScoredProduct(product, _customersByProduct[product]);
            }
        }

        return count;
    }
}
