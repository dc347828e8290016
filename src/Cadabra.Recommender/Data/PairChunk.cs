namespace Cadabra.Recommender.Data;

/// <summary>Weights of pairs as they were added, in three parallel arrays of which the first <see cref="Count"/> places are taken.</summary>
internal sealed class PairChunk(int capacity)
{
    private readonly int[] _customers = GC.AllocateUninitializedArray<int>(capacity);
    private readonly int[] _products = GC.AllocateUninitializedArray<int>(capacity);
    private readonly float[] _weights = GC.AllocateUninitializedArray<float>(capacity);

    /// <summary>Pairs held.</summary>
    public int Count { get; private set; }

    /// <summary>Pairs that still fit.</summary>
    public int Room => _weights.Length - Count;

    public ReadOnlySpan<int> Customers => _customers.AsSpan(0, Count);

    public ReadOnlySpan<int> Products => _products.AsSpan(0, Count);

    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, Count);

    public void Add(int customer, int product, float weight)
    {
        _customers[Count] = customer;
        _products[Count] = product;
        _weights[Count] = weight;
        Count++;
    }

    public void Add(ReadOnlySpan<int> customers, ReadOnlySpan<int> products, ReadOnlySpan<float> weights)
    {
        customers.CopyTo(_customers.AsSpan(Count));
        products.CopyTo(_products.AsSpan(Count));
        weights.CopyTo(_weights.AsSpan(Count));
        Count += weights.Length;
    }
}
