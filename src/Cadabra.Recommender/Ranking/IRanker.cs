namespace Cadabra.Recommender.Ranking;

/// <summary>Orders products for a customer. What evaluation compares: a model and its baselines alike.</summary>
public interface IRanker
{
    /// <summary>Writes the best products for a customer, best first; equal scores by ascending product id.</summary>
    /// <param name="customer">Dense customer id.</param>
    /// <param name="exclude">Dense product ids to leave out, ascending.</param>
    /// <param name="destination">Its length is the number of products wanted.</param>
    /// <returns>The number written: fewer than wanted if there are no more, 0 if nothing is known of the customer.</returns>
    int Recommend(int customer, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination);
}
