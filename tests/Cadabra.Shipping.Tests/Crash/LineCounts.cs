namespace Cadabra.Shipping.Tests.Crash;

/// <summary>How the lines of a lake compare with those that were written.</summary>
internal sealed record LineCounts(int Unique, int Duplicate, int Lost, int Foreign);
