using System.Runtime.CompilerServices;
using Cadabra.Recommender.Ranking.Kernels;

namespace Cadabra.Recommender.Ranking;

/// <summary>
/// Ranks the products for a block of customers at once, tile by tile from the longest product to the shortest: a tile's scores are looked at while they are in
/// the cache, and each load of a product's factors serves all customers that are still scanning. A customer stops, exactly, as soon as no product
/// that follows can reach the worst of its best: the length-based pruning of LEMP (Teflioudi, Gemulla, Mykytiuk 2015). Their second bound, by a prefix of the
/// coordinates, is left out: what it lets through (a third of what is scanned, in the eigenbasis) is so scattered that half of all panels would be
/// scored in full anyway; that is a count, not a timing.
/// A score does not depend on what else is in the block. One for each worker, used again for every block.
/// Compiled at full optimization at once: a command ranks once in a process, and would be done before the loops are recompiled.
/// </summary>
internal sealed class BlockRanker(ProductPanels panels, PanelKernel kernel, int maxRows)
{
    // 8 panels of rank 64 are 64 KiB, and their scores for 126 customers 126 KiB: together they fit a second-level cache.
    private const int PanelsPerTile = 8;
    private const int TileWidth = PanelsPerTile * PanelKernel.Width;

    private readonly TileExclusions _exclusions = new((panels.PanelCount + PanelsPerTile - 1) / PanelsPerTile, TileWidth);
    private readonly ScoreBound _bound = new(panels.Rank);
    private readonly float[] _scores = new float[maxRows * TileWidth];

    // By place among the rows that still scan: their factors, packed for the kernel, and where they came from.
    private readonly float[] _factors = new float[maxRows * panels.Rank];
    private readonly double[] _norms = new double[maxRows];
    private readonly int[] _rows = new int[maxRows];
    private readonly int[] _places = new int[maxRows];
    private readonly int[] _kept = new int[maxRows];
    private int _tile;

    /// <summary>Number of rows that still scan, at the places 0 to this.</summary>
    public int Scanning { get; private set; }

    /// <summary>Scores computed since this was made, over all blocks.</summary>
    public long ScoreCount { get; private set; }

    /// <summary>Begins a new block.</summary>
    public void Reset()
    {
        Scanning = 0;
        _tile = -1;
        _exclusions.Clear();
    }

    /// <summary>Lets a row scan.</summary>
    /// <param name="row">Returned by <see cref="Row"/>; below the number of rows that this was made for.</param>
    /// <param name="factors">Length k.</param>
    /// <param name="norm">Their norm; infinity lets the row see every product.</param>
    /// <param name="exclude">Products to leave out; any that are not ranked are ignored.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int row, ReadOnlySpan<float> factors, double norm, ReadOnlySpan<int> exclude)
    {
        ReadOnlySpan<int> positions = panels.Positions;
        foreach (int product in exclude)
        {
            if ((uint)product < (uint)positions.Length && positions[product] >= 0)
            {
                _exclusions.Add(row, positions[product]);
            }
        }

        factors.CopyTo(Factors(Scanning));
        _rows[Scanning] = row;
        _places[row] = Scanning;
        _norms[Scanning] = norm;
        _kept[Scanning] = 0;
        Scanning++;
    }

    /// <summary>The row that scans at a place.</summary>
    public int Row(int place) => _rows[place];

    /// <summary>Scores the products of the next tile for each row that still scans; false if there are none of either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool ScoreNextTile()
    {
        int first = ++_tile * PanelsPerTile;
        if (Scanning == 0 || first >= panels.PanelCount)
        {
            return false;
        }

        ReadOnlySpan<float> rows = _factors.AsSpan(0, Scanning * panels.Rank);
        int end = Math.Min(first + PanelsPerTile, panels.PanelCount);
        for (int panel = first; panel < end; panel++)
        {
            kernel.MultiplyPanel(rows, panels.Rank, panels[panel], _scores.AsSpan((panel - first) * PanelKernel.Width), TileWidth);
        }

        _exclusions.StrikeOut(_tile, _places, _scores);
        ScoreCount += (long)Scanning * Math.Min(TileWidth, panels.Count - (_tile * TileWidth));
        return true;
    }

    /// <summary>Divides the scores of a row by the norm of each product.</summary>
    public void DivideByNorms(int place)
    {
        Span<float> scores = Scores(place);
        ReadOnlySpan<double> norms = panels.Norms.Slice(_tile * TileWidth, scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = (float)(scores[i] / norms[i]);
        }
    }

    /// <summary>Takes over the best of the tile scored last.</summary>
    /// <param name="place">Place of a row that still scans.</param>
    /// <param name="destination">Keeps the best so far; the same for every tile.</param>
    /// <returns>The number kept.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Collect(int place, Span<ScoredProduct> destination)
    {
        Span<float> scores = Scores(place);
        ReadOnlySpan<int> products = panels.Products.Slice(_tile * TileWidth, scores.Length);
        var top = new TopProducts(destination, _kept[place]);
        int start = 0;
        int found;
        while ((found = kernel.IndexOfAtLeast(scores[start..], top.Threshold)) >= 0)
        {
            start += found;
            top.Add(products[start], scores[start]);
            start++;
        }

        return _kept[place] = top.Count;
    }

    /// <summary>Whether no product after the tile scored last can be among the best of the row.</summary>
    /// <param name="place">Place of a row that still scans.</param>
    /// <param name="destination">As filled by <see cref="Collect"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsComplete(int place, Span<ScoredProduct> destination)
    {
        int next = (_tile + 1) * TileWidth;
        return next >= panels.Count || _bound.IsBelow(_norms[place], panels.Norms[next], new TopProducts(destination, _kept[place]).Threshold);
    }

    /// <summary>Ends the scan of a row; the last row takes its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Remove(int place)
    {
        int last = --Scanning;
        Factors(last).CopyTo(Factors(place));
        _places[_rows[last]] = place;
        _places[_rows[place]] = -1;
        _rows[place] = _rows[last];
        _norms[place] = _norms[last];
        _kept[place] = _kept[last];
    }

    private Span<float> Factors(int place) => _factors.AsSpan(place * panels.Rank, panels.Rank);

    private Span<float> Scores(int place) => _scores.AsSpan(place * TileWidth, Math.Min(TileWidth, panels.Count - (_tile * TileWidth)));
}
