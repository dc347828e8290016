using System.Runtime.CompilerServices;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Ranking;

/// <summary>Ranks for many customers, block by block, on several threads; each block writes rows of its own.</summary>
internal sealed class BatchRanking(FactorMatrix customers, ProductPanels panels, PanelKernel kernel, SparseRows? exclude, int blockSize)
{
    public Recommendations Run(ReadOnlyMemory<int> ids, int top, int workers, CancellationToken cancellationToken)
    {
        var result = new Recommendations(ids.Length, top);
        var rankers = new BlockRanker[workers];
        for (int worker = 0; worker < workers; worker++)
        {
            rankers[worker] = new BlockRanker(panels, kernel, blockSize);
        }

        int blocks = (ids.Length + blockSize - 1) / blockSize;
        ChunkLoop.Run(
            workers,
            blocks,
            (worker, block) =>
            {
                int first = block * blockSize;
                RankBlock(rankers[worker], ids.Span.Slice(first, Math.Min(blockSize, ids.Length - first)), first, result);
            },
            cancellationToken);
        foreach (BlockRanker ranker in rankers)
        {
            result.ScoreCount += ranker.ScoreCount;
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RankBlock(BlockRanker ranker, ReadOnlySpan<int> ids, int firstRow, Recommendations result)
    {
        ranker.Reset();
        for (int i = 0; i < ids.Length; i++)
        {
            ReadOnlySpan<float> factors = customers[ids[i]];
            double norm = ProductPanels.Norm(factors);
            if (norm != 0)
            {
                ranker.Add(i, factors, norm, exclude is null ? [] : exclude.Columns(ids[i]));
            }
        }

        while (ranker.ScoreNextTile())
        {
            // From the last, because removing a row moves the last to its place.
            for (int place = ranker.Scanning - 1; place >= 0; place--)
            {
                int row = ranker.Row(place);
                Span<ScoredProduct> places = result.Places(firstRow + row);
                int count = ranker.Collect(place, places);
                if (ranker.IsComplete(place, places))
                {
                    new TopProducts(places, count).Sort();
                    result.SetCount(firstRow + row, count);
                    ranker.Remove(place);
                }
            }
        }
    }
}
