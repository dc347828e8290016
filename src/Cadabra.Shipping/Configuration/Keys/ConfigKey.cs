namespace Cadabra.Shipping.Configuration.Keys;

/// <summary>A key that the agent acts on.</summary>
/// <param name="Scope">Where it stands.</param>
/// <param name="Name">As written in the file.</param>
/// <param name="Default">What holds without it, as the reference shows it.</param>
/// <param name="Range">What it may hold, as error messages and the reference say it.</param>
internal record ConfigKey(ConfigScope Scope, string Name, string Default, string Range);
