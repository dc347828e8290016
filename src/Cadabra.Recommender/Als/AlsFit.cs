namespace Cadabra.Recommender.Als;

/// <summary>What a fit returns.</summary>
/// <param name="Model">The factors after the last iteration.</param>
/// <param name="Iterations">Loss and time of each iteration, in order.</param>
public sealed record AlsFit(AlsModel Model, IReadOnlyList<AlsIteration> Iterations);
