using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Tests.Ranking;

public sealed class TileExclusionsTests
{
    private const int TileWidth = 4;

    private readonly TileExclusions _exclusions = new(tileCount: 3, TileWidth);

    [Fact]
    public void Only_the_tile_asked_for_is_struck_out()
    {
        _exclusions.Add(row: 0, position: 3);
        _exclusions.Add(row: 1, position: 5);
        _exclusions.Add(row: 1, position: 4);

        Assert.Equal([3], StruckOut(tile: 0, places: [0, 1]));
        Assert.Equal([4, 5], StruckOut(tile: 1, places: [0, 1]));
        Assert.Empty(StruckOut(tile: 2, places: [0, 1]));
    }

    [Fact]
    public void A_row_is_struck_out_at_its_place_and_nowhere_once_it_has_none()
    {
        _exclusions.Add(row: 0, position: 8);
        _exclusions.Add(row: 1, position: 9);

        Assert.Equal([1, 4], StruckOut(tile: 2, places: [1, 0]));
        Assert.Equal([1], StruckOut(tile: 2, places: [-1, 0]));
    }

    [Fact]
    public void More_entries_than_any_block_before_are_kept()
    {
        for (int i = 0; i < 1000; i++)
        {
            _exclusions.Add(row: i / 12, position: i % 12);
        }

        for (int tile = 0; tile < 3; tile++)
        {
            int[] expected = [.. Enumerable.Range(0, 1000).Where(i => i % 12 / TileWidth == tile).Select(i => (i / 12 * TileWidth) + (i % TileWidth))];
            Assert.Equal(expected, StruckOut(tile, [.. Enumerable.Range(0, 84)]));
        }
    }

    [Fact]
    public void A_new_block_begins_with_nothing_left_out()
    {
        _exclusions.Add(row: 0, position: 3);
        _exclusions.Clear();

        Assert.Empty(StruckOut(tile: 0, places: [0]));
    }

    private int[] StruckOut(int tile, int[] places)
    {
        var scores = new float[places.Length * TileWidth];
        _exclusions.StrikeOut(tile, places, scores);
        return [.. Enumerable.Range(0, scores.Length).Where(i => float.IsNaN(scores[i]))];
    }
}
