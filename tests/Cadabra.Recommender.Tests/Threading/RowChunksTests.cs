using Cadabra.Recommender.Data;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Tests.Threading;

public sealed class RowChunksTests
{
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
}
