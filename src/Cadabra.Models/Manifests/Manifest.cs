namespace Cadabra.Models.Manifests;

/// <summary>
/// <c>manifest.json</c>: where a model comes from, and the checksum of each of its files. It is written last, so that a
/// directory without one is no model.
/// </summary>
public sealed record Manifest
{
    /// <summary>The format version that this program reads and writes.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Version of the directory's format.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>
    /// SHA-256 of the manifest's own bytes, taken with these 64 digits as zeros: the one file that no other file lists.
    /// Set by <see cref="ModelWriter"/>.
    /// </summary>
    public required string Sha256 { get; init; }

    /// <summary>The model's name, which is its directory's. Set by <see cref="ModelWriter"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What trained the model.</summary>
    public required TrainingEngine Engine { get; init; }

    /// <summary>When the model was written, UTC. Set by <see cref="Store.ModelStore.AddAsync"/>.</summary>
    public required DateTime Created { get; init; }

    /// <summary>The time that the training data spans.</summary>
    public required TrainingWindow TrainingWindow { get; init; }

    /// <summary>How the factors were fitted.</summary>
    public required TrainingParameters Parameters { get; init; }

    /// <summary>How order lines became interactions, by option: productKey, weight, halfLife, returns.</summary>
    public required IReadOnlyDictionary<string, string> Interactions { get; init; }

    /// <summary>Sizes of the training data.</summary>
    public required ManifestCounts Counts { get; init; }

    /// <summary>Offline metrics by name, such as <c>ndcg@10</c>; empty if the model was not evaluated.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The objective after each iteration; empty if the engine does not tell.</summary>
    public required IReadOnlyList<double> Loss { get; init; }

    /// <summary>Every other file of the directory by its relative path. Set by <see cref="ModelWriter"/>.</summary>
    public required IReadOnlyDictionary<string, ManifestFile> Files { get; init; }

    /// <summary>The manifest of a model that was just trained and not yet written.</summary>
    public static Manifest Create(TrainingEngine engine, TrainingParameters parameters, ManifestCounts counts) => new()
    {
        FormatVersion = CurrentFormatVersion,
        Sha256 = "",
        Name = "",
        Engine = engine,
        Created = default,
        TrainingWindow = new TrainingWindow(),
        Parameters = parameters,
        Interactions = new Dictionary<string, string>(),
        Counts = counts,
        Metrics = new Dictionary<string, double>(),
        Loss = [],
        Files = new Dictionary<string, ManifestFile>(),
    };
}
