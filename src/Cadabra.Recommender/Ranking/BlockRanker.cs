using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Ranking;

/// <summary>
/// Ranks all products for a block of customers at once, tile by tile: a tile's scores are looked at while they are in the cache, and each load of
/// a product's factors serves the whole block. A score does not depend on what else is in the block. One for each worker, used again for every block.
/// </summary>
internal sealed class BlockRanker<TKernel>(ProductPanels panels, int maxRows)
    where TKernel : struct, IKernel
{
    // 32 panels of rank 64 are 128 KiB, and their scores for 32 customers 64 KiB: together they fit a second-level cache.
    private const int PanelsPerTile = 32;
    private const int TileWidth = PanelsPerTile * PanelLayout.Width;

    private readonly float[] _scores = new float[maxRows * TileWidth];
    private readonly int[] _kept = new int[maxRows];
    private readonly int[] _excluded = new int[maxRows];

    /// <summary>Number of tiles that <see cref="ScoreTile"/> has to be called for.</summary>
    public int TileCount => (panels.PanelCount + PanelsPerTile - 1) / PanelsPerTile;

    /// <summary>Begins a new block.</summary>
    public void Reset()
    {
        Array.Clear(_kept);
        Array.Clear(_excluded);
    }

    /// <summary>Scores the products of a tile for each row of factors.</summary>
    public void ScoreTile(ReadOnlySpan<float> rows, int tile)
    {
        int first = tile * PanelsPerTile;
        int end = Math.Min(first + PanelsPerTile, panels.PanelCount);
        for (int panel = first; panel < end; panel++)
        {
            TKernel.MultiplyPanel(rows, panels.Rank, panels[panel], _scores.AsSpan((panel - first) * PanelLayout.Width), TileWidth);
        }
    }

    /// <summary>Multiplies a row's scores of the tile by a factor of each product.</summary>
    /// <param name="row">Row of the block.</param>
    /// <param name="tile">The tile scored last.</param>
    /// <param name="factors">By position, for all products.</param>
    public void Scale(int row, int tile, ReadOnlySpan<float> factors)
    {
        Span<float> scores = Scores(row, tile);
        ReadOnlySpan<float> tileFactors = factors.Slice(tile * TileWidth, scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] *= tileFactors[i];
        }
    }

    /// <summary>Takes over the best of the tile scored last.</summary>
    /// <param name="row">Row of the block.</param>
    /// <param name="tile">The tile scored last; tiles come in order.</param>
    /// <param name="exclude">Products to leave out, ascending; the same for every tile.</param>
    /// <param name="destination">Keeps the best so far; the same for every tile.</param>
    public void Collect(int row, int tile, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination)
    {
        Span<float> scores = Scores(row, tile);
        Exclude(row, tile, exclude, scores);
        ReadOnlySpan<int> products = panels.Products.Slice(tile * TileWidth, scores.Length);
        var top = new TopProducts(destination, _kept[row]);
        int start = 0;
        int found;
        while ((found = TKernel.IndexOfAbove(scores[start..], top.Threshold)) >= 0)
        {
            start += found;
            top.Add(products[start], scores[start]);
            start++;
        }

        _kept[row] = top.Count;
    }

    /// <summary>Orders what the tiles left in <paramref name="destination"/>, best first, and returns its number.</summary>
    public int Finish(int row, Span<ScoredProduct> destination)
    {
        var top = new TopProducts(destination, _kept[row]);
        top.Sort();
        return top.Count;
    }

    private void Exclude(int row, int tile, ReadOnlySpan<int> exclude, Span<float> scores)
    {
        int first = tile * TileWidth;
        for (; _excluded[row] < exclude.Length; _excluded[row]++)
        {
            int position = panels.PositionOf(exclude[_excluded[row]]);
            if (position >= first + scores.Length)
            {
                break;
            }

            if (position >= 0)
            {
                scores[position - first] = float.NegativeInfinity;
            }
        }
    }

    private Span<float> Scores(int row, int tile) => _scores.AsSpan(row * TileWidth, Math.Min(TileWidth, panels.Count - (tile * TileWidth)));
}
