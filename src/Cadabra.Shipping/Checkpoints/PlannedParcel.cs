using Cadabra.Shipping.Configuration;

namespace Cadabra.Shipping.Checkpoints;

/// <summary>What is about to be sent: the bytes of the log that follow the acknowledged ones. With it, a resend after a crash is the same object.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Arrival">When the oldest of them were seen, UTC.</param>
/// <param name="Compression">Which the name of a lake object depends on.</param>
/// <param name="IsTooLong">Whether it is one line past the sink's limit, bound for the errors.</param>
internal sealed record PlannedParcel(long Length, DateTimeOffset Arrival, FlowCompression Compression, bool IsTooLong);
