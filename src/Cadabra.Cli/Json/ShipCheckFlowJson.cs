namespace Cadabra.Cli.Json;

/// <summary>One flow of <c>ship --check --json</c>.</summary>
/// <param name="FilePattern">A full path.</param>
/// <param name="Lake">Where it goes, or null.</param>
/// <param name="DeliveryStream">Where it goes, or null.</param>
/// <param name="Files">How many match now.</param>
internal sealed record ShipCheckFlowJson(string FilePattern, string? Lake, string? DeliveryStream, int Files);
