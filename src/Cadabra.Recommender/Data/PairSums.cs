using System.Runtime.CompilerServices;
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

    private readonly int _workers = ChunkLoop.WorkerCount(0);
    private readonly int[] _starts;
    private readonly ulong[] _entries;

    /// <summary>Moves the pairs to their customers, each customer's in any order; the chunks are not needed any more.</summary>
    public PairSums(PairChunk[] chunks, int count, int customerCount)
    {
        var places = GroupPlaces.Create(_workers, count, customerCount);
        ForEachRun(places, chunks.Length, (run, chunk) => Count(chunks[chunk], places[run]));
        _starts = places.ToOffsets();
        _entries = GC.AllocateUninitializedArray<ulong>(count);
        ForEachRun(places, chunks.Length, (run, chunk) => Move(chunks[chunk], places[run]));
    }

    private int RowCount => _starts.Length - 1;

    /// <summary>The sums, customers × products. A pair whose weights cancel is left out; one that was only ever given 0 stays.</summary>
    /// <exception cref="OverflowException">A sum does not fit a float.</exception>
    public SparseRows ToRows(int productCount)
    {
        var counts = new int[RowCount];
        ForEachRow(row => counts[row] = Sum(row));

        var offsets = new int[RowCount + 1];
        for (int row = 0; row < RowCount; row++)
        {
            offsets[row + 1] = offsets[row] + counts[row];
        }

        int[] columns = GC.AllocateUninitializedArray<int>(offsets[^1]);
        float[] values = GC.AllocateUninitializedArray<float>(offsets[^1]);
        ForEachRow(row => Unpack(row, columns.AsSpan(offsets[row], counts[row]), values.AsSpan(offsets[row], counts[row])));
        return SparseRows.OfValid(productCount, offsets, columns, values);
    }

    // A run takes chunks that lie side by side.
    private void ForEachRun(GroupPlaces places, int chunks, Action<int, int> body) => ChunkLoop.Run(
        _workers,
        places.RunCount,
        (_, run) =>
        {
            long end = (run + 1L) * chunks / places.RunCount;
            for (long chunk = (long)run * chunks / places.RunCount; chunk < end; chunk++)
            {
                body(run, (int)chunk);
            }
        },
        CancellationToken.None);

    private void ForEachRow(Action<int> body) => ChunkLoop.Run(
        _workers,
        (RowCount + ChunkRows - 1) / ChunkRows,
        (_, chunk) =>
        {
            for (int row = chunk * ChunkRows; row < Math.Min(RowCount, (chunk + 1) * ChunkRows); row++)
            {
                body(row);
            }
        },
        CancellationToken.None);

    // Reading a file gets here once in a process: there is no time for these loops to be compiled twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(PairChunk chunk, Span<int> counts)
    {
        foreach (int customer in chunk.Customers)
        {
            counts[customer]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(PairChunk chunk, Span<int> next)
    {
        ReadOnlySpan<int> customers = chunk.Customers;
        ReadOnlySpan<int> products = chunk.Products;
        ReadOnlySpan<float> weights = chunk.Weights;
        ulong[] entries = _entries;
        for (int i = 0; i < customers.Length; i++)
        {
            entries[next[customers[i]]++] = ((ulong)products[i] << 32) | BitConverter.SingleToUInt32Bits(weights[i]);
        }
    }

    /// <summary>Sorts one customer's entries and leaves each pair's sum at their beginning; returns the number of pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Sum(int customer)
    {
        Span<ulong> entries = _entries.AsSpan(_starts[customer], _starts[customer + 1] - _starts[customer]);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unpack(int customer, Span<int> products, Span<float> weights)
    {
        ReadOnlySpan<ulong> entries = _entries.AsSpan(_starts[customer], products.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            products[i] = (int)(entries[i] >> 32);
            weights[i] = WeightOf(entries[i]);
        }
    }

    private static float WeightOf(ulong entry) => BitConverter.UInt32BitsToSingle((uint)entry);
}
