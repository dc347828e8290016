namespace Cadabra.Cli.Json;

/// <summary>What <c>recommend --json</c> prints for several customers.</summary>
internal sealed record RecommendSomeJson(IReadOnlyList<RecommendJson> Recommendations);
