using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Ranking;
using Cadabra.Recommender.Ranking.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Bench.Recommender;

/// <summary>The baseline of the ranking benchmarks: the library's own blocks of customers and kernel, but each customer sees every product.</summary>
internal static class RankingBruteForce
{
    private const int BlockSize = 21 * PanelKernel.RowsAtOnce;

    public static Recommendations RankAll(FactorMatrix customers, ProductPanels panels, SparseRows? exclude, int top)
    {
        var kernel = PanelKernel.Create(InstructionSets.Best);
        var result = new Recommendations(customers.RowCount, top);
        int workers = ChunkLoop.WorkerCount(threads: 0);
        BlockRanker[] rankers = [.. Enumerable.Range(0, workers).Select(_ => new BlockRanker(panels, kernel, BlockSize))];
        ChunkLoop.Run(
            workers,
            (customers.RowCount + BlockSize - 1) / BlockSize,
            (worker, block) => RankBlock(rankers[worker], customers, block * BlockSize, exclude, result),
            CancellationToken.None);
        return result;
    }

    private static void RankBlock(BlockRanker ranker, FactorMatrix customers, int first, SparseRows? exclude, Recommendations result)
    {
        int count = Math.Min(BlockSize, customers.RowCount - first);
        ranker.Reset();
        for (int row = 0; row < count; row++)
        {
            ranker.Add(row, customers[first + row], double.PositiveInfinity, exclude is null ? [] : exclude.Columns(first + row));
        }

        while (ranker.ScoreNextTile())
        {
            for (int row = 0; row < count; row++)
            {
                result.SetCount(first + row, ranker.Collect(row, result.Places(first + row)));
            }
        }

        for (int row = 0; row < count; row++)
        {
            new TopProducts(result.Places(first + row), result[first + row].Length).Sort();
        }
    }
}
