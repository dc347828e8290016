namespace Cadabra.Cli.Json;

/// <summary>What <c>evaluate --json</c> prints.</summary>
/// <param name="Metrics">The model's, keyed like <c>ndcg@10</c>.</param>
/// <param name="Baselines">The same keys for each baseline.</param>
/// <param name="Customers">Number of customers tested.</param>
internal sealed record EvaluateJson(
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Baselines,
    int Customers);
