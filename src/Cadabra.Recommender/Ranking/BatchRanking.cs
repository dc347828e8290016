using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Ranking;

/// <summary>Ranks for many customers, block by block, on several threads; each block writes rows of its own.</summary>
internal sealed class BatchRanking<TKernel>(FactorMatrix customers, ProductPanels panels, SparseRows? exclude, int blockSize)
    where TKernel : struct, IKernel
{
    public Recommendations Run(ReadOnlyMemory<int> ids, int top, int workers, CancellationToken cancellationToken)
    {
        var result = new Recommendations(ids.Length, top);
        var rankers = new BlockRanker<TKernel>[workers];
        var factors = new float[workers][];
        for (int worker = 0; worker < workers; worker++)
        {
            rankers[worker] = new BlockRanker<TKernel>(panels, blockSize);
            factors[worker] = new float[blockSize * customers.Rank];
        }

        int blocks = (ids.Length + blockSize - 1) / blockSize;
        ChunkLoop.Run(
            workers,
            blocks,
            (worker, block) =>
            {
                int first = block * blockSize;
                ReadOnlySpan<int> blockIds = ids.Span.Slice(first, Math.Min(blockSize, ids.Length - first));
                RankBlock(rankers[worker], factors[worker], blockIds, first, result);
            },
            cancellationToken);
        return result;
    }

    private void RankBlock(BlockRanker<TKernel> ranker, Span<float> factors, ReadOnlySpan<int> ids, int firstRow, Recommendations result)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            customers[ids[i]].CopyTo(factors.Slice(i * customers.Rank, customers.Rank));
        }

        ranker.Reset();
        for (int tile = 0; tile < ranker.TileCount; tile++)
        {
            ranker.ScoreTile(factors[..(ids.Length * customers.Rank)], tile);
            for (int i = 0; i < ids.Length; i++)
            {
                ranker.Collect(i, tile, exclude is null ? [] : exclude.Columns(ids[i]), result.Places(firstRow + i));
            }
        }

        for (int i = 0; i < ids.Length; i++)
        {
            if (customers.HasFactors(ids[i]))
            {
                result.SetCount(firstRow + i, ranker.Finish(i, result.Places(firstRow + i)));
            }
        }
    }
}
