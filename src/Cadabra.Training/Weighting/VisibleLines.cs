namespace Cadabra.Training.Weighting;

/// <summary>Which lines of a history a model may learn from; a split hides the rest.</summary>
/// <param name="Sale">Whether the sale of that row is visible.</param>
/// <param name="Return">Whether the return of that row is visible.</param>
public sealed record VisibleLines(Func<int, bool> Sale, Func<int, bool> Return)
{
    /// <summary>Every line.</summary>
    public static VisibleLines All { get; } = new(static _ => true, static _ => true);
}
