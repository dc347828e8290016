using System.Text.Json.Serialization;

namespace Cadabra.Orders.Generation.Replay;

/// <summary>How far a source has been replayed.</summary>
/// <param name="Format">Version of this record.</param>
/// <param name="Source">The source it speaks of.</param>
/// <param name="Lines">Lines written by all finished runs, the header not counted.</param>
/// <param name="Offset">Where the next line begins, in bytes of the decompressed source.</param>
/// <param name="Log">
/// Name of the log that a run has begun at this position; null once that run has ended and its lines are counted above.
/// Where a name remains, the run was killed, and the log itself tells how far it came.
/// </param>
internal sealed record ReplayPosition(
    [property: JsonRequired] int Format,
    [property: JsonRequired] SourceIdentity Source,
    [property: JsonRequired] long Lines,
    [property: JsonRequired] long Offset,
    string? Log)
{
    /// <summary>The version written here and the only one read.</summary>
    public const int CurrentFormat = 1;
}
