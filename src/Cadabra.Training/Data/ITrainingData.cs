using Cadabra.Models;
using Cadabra.Models.Manifests;
using Cadabra.Recommender.Data;
using Cadabra.Storage;
using Cadabra.Training.Splits;

namespace Cadabra.Training.Data;

/// <summary>What a model is trained on, whatever it was read from.</summary>
public interface ITrainingData
{
    /// <summary>Customer ids.</summary>
    IdIndex Customers { get; }

    /// <summary>All interactions.</summary>
    Interactions Interactions { get; }

    /// <summary>Lines read, kept or not.</summary>
    long Lines { get; }

    /// <summary>Lines not kept, by reason; every reason that this kind of input knows is there, with 0 where none was.</summary>
    IReadOnlyDictionary<string, long> Rejected { get; }

    /// <summary>Lines kept: those read but not rejected.</summary>
    long Kept => Lines - Rejected.Values.Sum();

    /// <summary>Time of the first and last order; empty where the input has no times.</summary>
    TrainingWindow Window { get; }

    /// <summary>How the input became interactions, for the manifest.</summary>
    IReadOnlyDictionary<string, string> InteractionOptions { get; }

    /// <summary>The products, in order of their dense ids.</summary>
    Catalog Catalog();

    /// <summary>When each pair of <see cref="Interactions"/> last happened, at the places of its entries.</summary>
    Purchases Purchases();

    /// <summary>Holds out a test set.</summary>
    /// <exception cref="InputException">The input cannot be split that way.</exception>
    Split Split(SplitOptions options);
}
