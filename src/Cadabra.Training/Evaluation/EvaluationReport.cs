namespace Cadabra.Training.Evaluation;

/// <summary>Offline metrics of a model and of the baselines on the same test set.</summary>
/// <param name="Metrics">The model's, keyed like <c>ndcg@10</c>.</param>
/// <param name="Baselines">The same keys for each baseline.</param>
/// <param name="Customers">Customers tested.</param>
/// <param name="Split">The split in words.</param>
public sealed record EvaluationReport(
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Baselines,
    int Customers,
    string Split);
