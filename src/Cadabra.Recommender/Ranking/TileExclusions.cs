using System.Runtime.CompilerServices;

namespace Cadabra.Recommender.Ranking;

/// <summary>
/// What the rows of a block leave out, by tile, so that a tile's scores are struck out before anybody looks at them: what customers have is what they would like
/// best, and to search a list for each such score would cost as much as the scores. One chain of entries for each tile, through indices, newest first.
/// Example: after row 0 left out position 3 and row 1 position 5, both of tile 0, its chain is entry 1 (row 1, column 5), then entry 0 (row 0, column 3).
/// </summary>
/// <param name="tileCount">Number of tiles.</param>
/// <param name="tileWidth">Positions in a tile.</param>
internal sealed class TileExclusions(int tileCount, int tileWidth)
{
    private const int None = -1;
    private const int FirstCapacity = 64;

    private readonly int[] _newest = NoneOf(tileCount);
    private Entry[] _entries = new Entry[FirstCapacity];
    private int _count;

    /// <summary>Begins a new block.</summary>
    public void Clear()
    {
        _count = 0;
        Array.Fill(_newest, None);
    }

    /// <summary>Leaves the product at a position out for a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int row, int position)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }

        (int tile, int column) = Math.DivRem(position, tileWidth);
        _entries[_count] = new Entry(row, column, _newest[tile]);
        _newest[tile] = _count++;
    }

    /// <summary>Makes NaN, which reaches no threshold, of the scores that a tile leaves out.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="places">Where the scores of each row are, counted in rows; −1 for a row that has none.</param>
    /// <param name="scores">Scores of the tile, rows × tile width.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StrikeOut(int tile, ReadOnlySpan<int> places, Span<float> scores)
    {
        for (int i = _newest[tile]; i != None; i = _entries[i].Older)
        {
            Entry entry = _entries[i];
            if (places[entry.Row] >= 0)
            {
                scores[(places[entry.Row] * tileWidth) + entry.Column] = float.NaN;
            }
        }
    }

    private static int[] NoneOf(int count)
    {
        var none = new int[count];
        Array.Fill(none, None);
        return none;
    }

    private readonly record struct Entry(int Row, int Column, int Older);
}
