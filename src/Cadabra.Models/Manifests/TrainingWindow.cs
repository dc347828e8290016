namespace Cadabra.Models.Manifests;

/// <summary>First and last order of the training data.</summary>
/// <param name="From">Time of the first order, the shop's local time; null if the data has no times.</param>
/// <param name="To">Time of the last order, the shop's local time; null if the data has no times.</param>
public sealed record TrainingWindow(DateTime? From = null, DateTime? To = null);
