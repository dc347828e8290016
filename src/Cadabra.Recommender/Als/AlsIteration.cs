namespace Cadabra.Recommender.Als;

/// <summary>What one iteration (products, then customers) did.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Loss">Value of the objective after the iteration.</param>
/// <param name="Elapsed">Time of the two half-steps, without computing the loss.</param>
public readonly record struct AlsIteration(int Number, double Loss, TimeSpan Elapsed);
