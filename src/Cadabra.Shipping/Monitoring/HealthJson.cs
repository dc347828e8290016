using System.Text.Json.Serialization;

namespace Cadabra.Shipping.Monitoring;

/// <summary>What <c>/healthz</c> answers.</summary>
/// <param name="Healthy">Whether every flow delivers.</param>
/// <param name="Troubles">What keeps flows from delivering, one line each.</param>
internal sealed record HealthJson(bool Healthy, IReadOnlyList<string> Troubles);

/// <summary>Its serializer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthJson))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;
