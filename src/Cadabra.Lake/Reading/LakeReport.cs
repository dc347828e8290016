using Cadabra.Orders;

namespace Cadabra.Lake.Reading;

/// <summary>What came of reading objects.</summary>
/// <param name="Objects">Objects read to their end, the damaged ones included.</param>
/// <param name="Damaged">The damaged ones, in order; none of their lines were delivered or counted.</param>
/// <param name="Counts">What became of every line of the others.</param>
public sealed record LakeReport(int Objects, IReadOnlyList<DamagedObject> Damaged, OrderCounts Counts);
