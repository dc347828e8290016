using Cadabra.Recommender.Data;

namespace Cadabra.Training.Splits;

/// <summary>A test set held out of the interactions. Both sides share the dense ids of the whole data.</summary>
/// <param name="Train">What the model learns from.</param>
/// <param name="Test">Held-out weights, customers × products; rows of customers that are not tested are empty.</param>
/// <param name="Description">The split in words, with its date or share.</param>
public sealed record Split(Interactions Train, SparseRows Test, string Description);
