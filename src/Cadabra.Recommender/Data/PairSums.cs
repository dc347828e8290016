using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Data;

/// <summary>
/// Groups weights by customer and sums those of the same product. An entry is one number, product · 2³² + the bits of its weight, so that
/// sorting a customer's entries needs nothing beside them; weights of one pair are summed in the order of their bits, and the
/// order in which they were added does not matter.
/// Example: customer 0 with product 7 twice, weights 1 and 2, has the entries 0x7_3F800000 and 0x7_40000000, which become product 7, weight 3.
/// </summary>
internal sealed class PairSums
{
    // Customers to a chunk: enough work to be worth taking, and many chunks for each core.
    private const int ChunkRows = 512;

    private readonly int[] _starts;
    private readonly ulong[] _entries;

    public PairSums(ReadOnlySpan<int> customers, ReadOnlySpan<int> products, ReadOnlySpan<float> weights, int customerCount)
    {
        _starts = new int[customerCount + 1];
        foreach (int customer in customers)
        {
            _starts[customer + 1]++;
        }

        for (int customer = 0; customer < customerCount; customer++)
        {
            _starts[customer + 1] += _starts[customer];
        }

        int[] next = _starts.AsSpan(0, customerCount).ToArray();
        _entries = new ulong[customers.Length];
        for (int i = 0; i < customers.Length; i++)
        {
            _entries[next[customers[i]]++] = ((ulong)products[i] << 32) | BitConverter.SingleToUInt32Bits(weights[i]);
        }
    }

    private int RowCount => _starts.Length - 1;

    /// <summary>The sums, customers × products. A pair whose weights cancel is left out; one that was only ever given 0 stays.</summary>
    /// <exception cref="OverflowException">A sum does not fit a float.</exception>
    public SparseRows ToRows(int productCount)
    {
        var counts = new int[RowCount];
        int chunks = (RowCount + ChunkRows - 1) / ChunkRows;
        ChunkLoop.Run(
            ChunkLoop.WorkerCount(0),
            chunks,
            (_, chunk) =>
            {
                for (int row = chunk * ChunkRows; row < Math.Min(RowCount, (chunk + 1) * ChunkRows); row++)
                {
                    counts[row] = Sum(row);
                }
            },
            CancellationToken.None);
        return Gather(counts, productCount);
    }

    /// <summary>Sorts one customer's entries and leaves each pair's sum at their beginning; returns the number of pairs.</summary>
    private int Sum(int customer)
    {
        Span<ulong> entries = _entries.AsSpan(_starts[customer].._starts[customer + 1]);
        entries.Sort();
        int count = 0;
        for (int next = 0; next < entries.Length;)
        {
            ulong product = entries[next] >> 32;
            double sum = 0;
            bool onlyZeros = true;
            for (; next < entries.Length && entries[next] >> 32 == product; next++)
            {
                float weight = WeightOf(entries[next]);
                sum += weight;
                onlyZeros &= weight == 0;
            }

            var total = (float)sum;
            if (!float.IsFinite(total))
            {
                throw new OverflowException($"The weights of customer {customer} and product {product} sum to {sum}, which does not fit a float; scale the weights down.");
            }

            if (total != 0 || onlyZeros)
            {
                entries[count++] = (product << 32) | BitConverter.SingleToUInt32Bits(total);
            }
        }

        return count;
    }

    private SparseRows Gather(int[] counts, int productCount)
    {
        var offsets = new int[RowCount + 1];
        for (int row = 0; row < RowCount; row++)
        {
            offsets[row + 1] = offsets[row] + counts[row];
        }

        var columns = new int[offsets[^1]];
        var values = new float[offsets[^1]];
        for (int row = 0; row < RowCount; row++)
        {
            ReadOnlySpan<ulong> entries = _entries.AsSpan(_starts[row], counts[row]);
            for (int i = 0; i < entries.Length; i++)
            {
                columns[offsets[row] + i] = (int)(entries[i] >> 32);
                values[offsets[row] + i] = WeightOf(entries[i]);
            }
        }

        return new SparseRows(productCount, offsets, columns, values);
    }

    private static float WeightOf(ulong entry) => BitConverter.UInt32BitsToSingle((uint)entry);
}
