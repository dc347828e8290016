using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Threading;

/// <summary>
/// Cuts the rows of a sparse matrix into runs of about equal work, counted in entries rather than rows, since a popular product can
/// have a thousand times the entries of a rare one. The cuts depend on the matrix only, so chunk-wise sums are the same on any machine.
/// </summary>
internal sealed class RowChunks
{
    // Small enough for cancellation within milliseconds and for balance, large enough that taking a chunk costs nothing beside it.
    private const int EntriesPerChunk = 4096;

    // A row costs something even if it has no entries: this many entries' worth.
    private const int EntriesPerRow = 16;

    private readonly (int Start, int End)[] _chunks;

    public RowChunks(SparseRows rows)
    {
        List<(int Start, int End, long Work)> chunks = [];
        int start = 0;
        long work = 0;
        for (int row = 0; row < rows.RowCount; row++)
        {
            work += rows.Columns(row).Length + EntriesPerRow;
            if (work >= EntriesPerChunk || row == rows.RowCount - 1)
            {
                chunks.Add((start, row + 1, work));
                start = row + 1;
                work = 0;
            }
        }

        // A very heavy row that comes last would keep one worker busy while the others wait; all else stays in the order of memory.
        _chunks = [.. chunks.OrderByDescending(chunk => chunk.Work >= 2 * EntriesPerChunk ? chunk.Work : 0).Select(chunk => (chunk.Start, chunk.End))];
    }

    /// <summary>Number of chunks.</summary>
    public int Count => _chunks.Length;

    /// <summary>The first row of a chunk, and the first after it. The heaviest chunks come first.</summary>
    public (int Start, int End) this[int chunk] => _chunks[chunk];
}
