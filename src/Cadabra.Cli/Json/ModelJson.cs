namespace Cadabra.Cli.Json;

/// <summary>One model of a store.</summary>
/// <param name="Damage">What is wrong with it; null if nothing.</param>
internal sealed record ModelJson(
    string Name,
    bool Current,
    DateTime? Created,
    string? Engine,
    int? Customers,
    int? Products,
    long? Interactions,
    IReadOnlyDictionary<string, double>? Metrics,
    string? Damage);
