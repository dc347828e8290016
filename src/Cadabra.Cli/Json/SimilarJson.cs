namespace Cadabra.Cli.Json;

/// <summary>What <c>similar --json</c> prints.</summary>
internal sealed record SimilarJson(string Product, IReadOnlyList<ItemJson> Items);
