namespace Cadabra.Recommender.Ranking;

/// <summary>A product of a ranking and its score.</summary>
/// <param name="Product">Dense product id.</param>
/// <param name="Score">Higher is better; equal scores are ordered by ascending product id.</param>
public readonly record struct ScoredProduct(int Product, float Score);
