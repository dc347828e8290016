using Cadabra.Lake.Layout;

namespace Cadabra.Shipping.Sinks;

/// <summary>
/// What is delivered, and acknowledged, at once: a run of whole lines of one log. Range and arrival are recorded in the checkpoint before the
/// first attempt and never change, so that a sink that can overwrite is left with one copy however often the parcel is sent.
/// </summary>
/// <param name="Range">The bytes of the log, and which log it is.</param>
/// <param name="Arrival">When the oldest of them were seen, UTC.</param>
/// <param name="Bytes">The lines as logged, <c>Range.Length</c> bytes; owned by the agent, which keeps them until the delivery has ended.</param>
public sealed record Parcel(LogRange Range, DateTimeOffset Arrival, ReadOnlyMemory<byte> Bytes);
