namespace Cadabra.Cli.Json;

/// <summary>What <c>recommend --customer --json</c> prints.</summary>
internal sealed record RecommendJson(string Customer, IReadOnlyList<ItemJson> Items);
