using Cadabra.Models;
using Cadabra.Recommender.Als;

namespace Cadabra.Training;

/// <summary>A trained model and how the training went.</summary>
/// <param name="Model">Not stored yet.</param>
/// <param name="Iterations">Loss and time of each iteration.</param>
/// <param name="Elapsed">From weighing the orders to the finished model.</param>
public sealed record TrainingResult(Model Model, IReadOnlyList<AlsIteration> Iterations, TimeSpan Elapsed);
