using System.Runtime.CompilerServices;

namespace Cadabra.Training.InteractionFiles;

/// <summary>What a reader found in some lines or rows of a file, in their order.</summary>
internal sealed class InteractionBlock
{
    private float[] _weights = [];
    private int _count;

    public IdColumn Customers { get; } = new();

    public IdColumn Products { get; } = new();

    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _count);

    /// <summary>Lines that are no interaction.</summary>
    public int Malformed { get; private set; }

    /// <summary>The first of them, fit to be shown; null if there is none.</summary>
    public string? FirstMalformed { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> customer, ReadOnlySpan<byte> product, float weight)
    {
        Customers.Add(customer);
        Products.Add(product);
        if (_count == _weights.Length)
        {
            Array.Resize(ref _weights, Math.Max(1024, 2 * _count));
        }

        _weights[_count++] = weight;
    }

    public void AddMalformed(ReadOnlySpan<byte> line)
    {
        Malformed++;
        FirstMalformed ??= QuotedLine.Of(line);
    }

    public void Clear()
    {
        Customers.Clear();
        Products.Clear();
        _count = 0;
        Malformed = 0;
        FirstMalformed = null;
    }
}
