using System.Text.Json.Serialization;

namespace Cadabra.Shipping.Checkpoints;

/// <summary>One line of a checkpoint file: exactly one of these is given. The last word on a log counts.</summary>
internal sealed record CheckpointEntry
{
    /// <summary>The first line.</summary>
    public CheckpointHeader? Header { get; init; }

    /// <summary>Key of a flow that has been started.</summary>
    public string? Flow { get; init; }

    /// <summary>All there is to say of one log.</summary>
    public LogCheckpoint? Log { get; init; }

    /// <summary>Source of a log that is no longer kept.</summary>
    public string? Forget { get; init; }
}

/// <param name="Format">Always <see cref="CheckpointFormat.Name"/>.</param>
/// <param name="Version">Of the format; 1.</param>
/// <param name="Snapshot">Entries that follow and were written, flushed and renamed together with the header.</param>
internal sealed record CheckpointHeader(string Format, int Version, int Snapshot);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CheckpointEntry))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
