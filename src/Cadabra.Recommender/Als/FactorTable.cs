using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>The factors of the fixed side as a half-step gathers them.</summary>
/// <typeparam name="TElement">float, or ushort for bfloat16.</typeparam>
internal abstract class FactorTable<TElement>
    where TElement : unmanaged
{
    /// <summary>Elements from one row to the next: the rank, or more with zeros.</summary>
    public abstract int Pitch { get; }

    /// <summary>All rows.</summary>
    public abstract ReadOnlySpan<TElement> Values { get; }

    /// <summary>Takes over the factors, which stay as they are until the half-step ends.</summary>
    public abstract void Take(FactorMatrix factors, CancellationToken cancellationToken);
}
