using Cadabra.Lake.Inputs;
using Cadabra.Orders;

namespace Cadabra.Lake.Reading;

/// <summary>A batch of order lines, and the object they lie in.</summary>
public readonly record struct LakeBatch(LakeObject Source, OrderBatch Orders);
