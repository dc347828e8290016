namespace Cadabra.Shipping.Delivery;

/// <summary>A log was truncated while it was to be read once more: what is missing is nowhere to be had, so trying again does not help.</summary>
internal sealed class LogReplacedException(string message) : Exception(message);
