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
    public void Any_rows_are_cut_into_chunks_that_are_full_only_by_their_last_row() =>
        Gen.Int[0, 6000].Array[0, 300].Sample(lengths =>
        {
            var chunks = new RowChunks(Rows(lengths));
            int next = 0;
            foreach ((int start, int end) in Enumerable.Range(0, chunks.Count).Select(chunk => chunks[chunk]).OrderBy(chunk => chunk.Start))
            {
                Assert.Equal(next, start);
                Assert.True(end > start);
                Assert.True(lengths[start..(end - 1)].Sum(length => length + WorkOfARow) < WorkOfAChunk, $"The chunk from row {start} should have ended before row {end - 1}.");
                next = end;
            }

            Assert.Equal(lengths.Length, next);
        });

    [Fact]
    public void Chunks_hold_every_row_once_and_the_heaviest_come_first()
    {
        // 3,000 rows of two entries, but rows 700 and 2,999 of 20,000 and 30,000.
        int[] lengths = [.. Enumerable.Range(0, 3000).Select(row => row switch { 700 => 20_000, 2999 => 30_000, _ => 2 })];
        int[] offsets = [0, .. lengths.Select((_, row) => lengths.Take(row + 1).Sum())];
        int[] columns = [.. lengths.SelectMany(length => Enumerable.Range(0, length))];

        var chunks = new RowChunks(new SparseRows(30_000, offsets, columns, new float[columns.Length]));

        (int Start, int End)[] all = [.. Enumerable.Range(0, chunks.Count).Select(chunk => chunks[chunk])];
        Assert.Equal(Enumerable.Range(0, 3000), all.SelectMany(chunk => Enumerable.Range(chunk.Start, chunk.End - chunk.Start)).Order());
        Assert.Equal(3000, all[0].End);
        Assert.InRange(700, all[1].Start, all[1].End - 1);
        Assert.Equal(all[2..].OrderBy(chunk => chunk.Start), all[2..]);
    }

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
