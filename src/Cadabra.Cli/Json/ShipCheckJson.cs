namespace Cadabra.Cli.Json;

/// <summary>What <c>ship --check --json</c> prints.</summary>
internal sealed record ShipCheckJson(IReadOnlyList<ShipCheckFlowJson> Flows, string StateFolder, int MemoryBytes, IReadOnlyList<string> Warnings);
