using System.Globalization;

namespace Cadabra.Shipping.Configuration.Keys;

/// <summary>A key that holds a whole number.</summary>
internal sealed record NumberKey(ConfigScope Scope, string Name, int Least, int Most, int Fallback)
    : ConfigKey(Scope, Name, Fallback.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{Least} to {Most}"));
