namespace Cadabra.Cli.Json;

/// <summary>One product of a list.</summary>
internal sealed record ItemJson(string Product, string Description, float Score);
