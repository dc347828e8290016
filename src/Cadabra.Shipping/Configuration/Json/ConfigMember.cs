namespace Cadabra.Shipping.Configuration.Json;

/// <summary>One key of an object.</summary>
internal sealed record ConfigMember(string Key, int Offset, ConfigValue Value);
