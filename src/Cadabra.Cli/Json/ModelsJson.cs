namespace Cadabra.Cli.Json;

/// <summary>What <c>models --json</c> prints.</summary>
internal sealed record ModelsJson(IReadOnlyList<ModelJson> Models);
