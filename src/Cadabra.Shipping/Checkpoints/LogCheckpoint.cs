using Cadabra.Shipping.Files;

namespace Cadabra.Shipping.Checkpoints;

/// <summary>How far one log is delivered. A log is one content: a file that is truncated and written anew becomes another log.</summary>
internal sealed record LogCheckpoint
{
    /// <summary>The log's <see cref="Lake.Layout.LogRange.Source"/>, chosen when it is first seen and never again.</summary>
    public required string Source { get; init; }

    /// <summary>Whose it is, <see cref="FlowKey.Text"/>.</summary>
    public required string Flow { get; init; }

    /// <summary>Where it was last seen.</summary>
    public required string Path { get; init; }

    public required FileIdentity Identity { get; init; }

    /// <summary>Everything before is delivered, or was not to be.</summary>
    public required long Acknowledged { get; init; }

    /// <summary>Of the first bytes of the log.</summary>
    public Fingerprint Head { get; init; } = Fingerprint.None;

    /// <summary>Of the last bytes before <see cref="Acknowledged"/>.</summary>
    public Fingerprint Tail { get; init; } = Fingerprint.None;

    /// <summary>What was to be sent next; null if nothing was under way.</summary>
    public PlannedParcel? Planned { get; init; }

    /// <summary>Since when no file holds it; null if one does.</summary>
    public DateTimeOffset? Gone { get; init; }
}
