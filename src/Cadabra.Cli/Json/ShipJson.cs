namespace Cadabra.Cli.Json;

/// <summary>What <c>ship --json</c> prints when it ends.</summary>
/// <param name="Lines">Lines that arrived.</param>
/// <param name="Records">Records of delivery streams among them.</param>
/// <param name="Objects">Objects of lakes.</param>
/// <param name="Duplicates">Parcels sent again because an earlier run had ended without an acknowledgement; in a lake they overwrote themselves.</param>
/// <param name="Lag">Bytes that are left.</param>
internal sealed record ShipJson(long Lines, long Records, long Objects, long Duplicates, long Lag);
