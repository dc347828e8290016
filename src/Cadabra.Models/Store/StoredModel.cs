using Cadabra.Models.Manifests;

namespace Cadabra.Models.Store;

/// <summary>A model of a store, as a listing shows it.</summary>
/// <param name="Name">Name of its directory.</param>
/// <param name="Manifest">Where it comes from; null if its manifest cannot be read.</param>
/// <param name="IsCurrent">Whether it is the published one.</param>
/// <param name="Damage">What is wrong with it, found without reading its data; null if nothing.</param>
public sealed record StoredModel(string Name, Manifest? Manifest, bool IsCurrent, string? Damage)
{
    /// <summary>When it was written, UTC; null if its manifest cannot be read.</summary>
    public DateTime? Created => Manifest?.Created;
}
