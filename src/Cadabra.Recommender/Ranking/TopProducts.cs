using System.Runtime.CompilerServices;

namespace Cadabra.Recommender.Ranking;

/// <summary>
/// Keeps the best of many products in a span of the caller: a binary heap with the worst at its root, so that a newcomer is compared with
/// one product only. Example: of the scores 3, 9, 5 a span of length 2 keeps 5 (the root) and 9.
/// </summary>
/// <param name="heap">Its length is the number of products to keep.</param>
/// <param name="count">How many <paramref name="heap"/> holds from an earlier visit.</param>
internal ref struct TopProducts(Span<ScoredProduct> heap, int count)
{
    private readonly Span<ScoredProduct> _heap = heap;

    /// <summary>Number of products kept.</summary>
    public int Count { get; private set; } = count;

    /// <summary>Only a product that scores at least this can be among the best: an equal score is decided by the id, and −∞ is no score.</summary>
    public readonly float Threshold
    {
        get
        {
            if (_heap.IsEmpty)
            {
                return float.PositiveInfinity;
            }

            return Count < _heap.Length ? float.MinValue : _heap[0].Score;
        }
    }

    /// <summary>Adds a product, unless all that are kept are better.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int product, float score)
    {
        var entry = new ScoredProduct(product, score);
        if (Count < _heap.Length)
        {
            SiftUp(entry, Count++);
        }
        else if (Count > 0 && IsWorse(_heap[0], entry))
        {
            ReplaceRoot(entry, Count);
        }
    }

    /// <summary>Orders what was kept, best first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Sort()
    {
        for (int last = Count - 1; last > 0; last--)
        {
            ScoredProduct worst = _heap[0];
            ReplaceRoot(_heap[last], last);
            _heap[last] = worst;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void SiftUp(ScoredProduct entry, int place)
    {
        while (place > 0 && IsWorse(entry, _heap[(place - 1) / 2]))
        {
            _heap[place] = _heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }

        _heap[place] = entry;
    }

    /// <summary>Puts an entry in the place of the worst of the first <paramref name="length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ReplaceRoot(ScoredProduct entry, int length)
    {
        int place = 0;
        for (int child = 1; child < length; child = (2 * place) + 1)
        {
            if (child + 1 < length && IsWorse(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!IsWorse(_heap[child], entry))
            {
                break;
            }

            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWorse(ScoredProduct a, ScoredProduct b) => a.Score < b.Score || (a.Score == b.Score && a.Product > b.Product);
}
