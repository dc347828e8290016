using Cadabra.Storage;

namespace Cadabra.Lake.Inputs;

/// <summary>One object to read order lines from: a log as it was written, or gzip.</summary>
/// <param name="Container">Where it lies.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Length">Length in bytes when it was listed, compressed if it is gzip.</param>
public sealed record LakeObject(IBlobContainer Container, string Name, long Length)
{
    /// <summary>Full path or URI, as a person would type it.</summary>
    public string Location { get; } = Container.Location.TrimEnd('/') + "/" + Name;

    /// <summary>Whether partition folders say when its bytes arrived. Without them a time range cannot leave it out.</summary>
    public bool IsPartitioned => Span is not null;

    internal PartitionSpan? Span => PartitionSpan.Of(Location.AsSpan(0, Location.LastIndexOf('/') + 1));
}
