using Cadabra.Recommender.Data;
using Cadabra.Recommender.Threading;
using CsCheck;

namespace Cadabra.Recommender.Tests.Threading;

public sealed class RowChunksTests
{
    // As many entries as the code itself promises, and what the rows themselves count.
    private const int WorkOfAChunk = 4096;
    private const int WorkOfARow = 16;

    [Fact]
    public void Any_rows_are_cut_into_consecutive_chunks_that_are_full_only_by_their_last_row() =>
        Gen.Int[0, 6000].Array[0, 300].Sample(lengths =>
        {
            var chunks = new RowChunks(Rows(lengths));
            int next = 0;
            for (int chunk = 0; chunk < chunks.Count; chunk++)
            {
                (int start, int end) = chunks[chunk];
                Assert.Equal(next, start);
                Assert.True(end > start);
                Assert.True(lengths[start..(end - 1)].Sum(length => length + WorkOfARow) < WorkOfAChunk, $"Chunk {chunk} should have ended before row {end - 1}.");
                next = end;
            }

            Assert.Equal(lengths.Length, next);
        });

    private static SparseRows Rows(int[] lengths)
    {
        int[] offsets = [0, .. lengths];
        for (int row = 1; row < offsets.Length; row++)
        {
            offsets[row] += offsets[row - 1];
        }

        int[] columns = [.. lengths.SelectMany(length => Enumerable.Range(0, length))];
        return new SparseRows(6000, offsets, columns, new float[columns.Length]);
    }
}
