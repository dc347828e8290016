namespace Cadabra.Shipping.Sinks;

/// <summary>What a sink takes at once.</summary>
/// <param name="MaxParcelBytes">Bytes of a parcel at most; the agent never makes a larger one.</param>
/// <param name="MaxLineBytes">Bytes of a line at most, its line end included. Longer ones go to the errors of the flow, whole.</param>
public sealed record SinkLimits(int MaxParcelBytes, int MaxLineBytes);
