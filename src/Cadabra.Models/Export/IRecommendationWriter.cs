using Cadabra.Recommender.Ranking;

namespace Cadabra.Models.Export;

/// <summary>Takes recommendations, customer after customer, and writes one row for each: customer, rank, product, description, score.</summary>
public interface IRecommendationWriter
{
    /// <summary>Adds one customer's recommendations.</summary>
    /// <param name="customer">The customer's id.</param>
    /// <param name="ranked">Products, best first; they get the ranks 1, 2, 3, …. It is read before this returns.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    ValueTask WriteAsync(string customer, ReadOnlyMemory<ScoredProduct> ranked, CancellationToken cancellationToken = default);
}
