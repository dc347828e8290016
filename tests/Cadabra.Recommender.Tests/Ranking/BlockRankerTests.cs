using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Ranking;
using Cadabra.Recommender.Ranking.Kernels;

namespace Cadabra.Recommender.Tests.Ranking;

public sealed class BlockRankerTests
{
    private const int Products = 5000;

    private static readonly PanelKernel Kernel = PanelKernel.Create(InstructionSet.Scalar);

    [Fact]
    public void A_customer_stops_at_the_first_tile_that_cannot_change_its_best() => Assert.Equal(1, TilesScored(norm: 1));

    [Fact]
    public void Without_a_norm_a_customer_sees_every_product() => Assert.Equal((Products + 255) / 256, TilesScored(double.PositiveInfinity));

    [Fact]
    public void Rows_leave_a_block_one_by_one_and_the_others_go_on()
    {
        // The first customer likes the long products, the second is at right angles to them.
        var panels = new ProductPanels(new FactorMatrix(600, 2, [.. Enumerable.Range(0, 600).SelectMany(product => product < 10 ? new float[] { 9, 0 } : [0, 1])]));
        var ranker = new BlockRanker(panels, Kernel, maxRows: 2);
        ranker.Reset();
        ranker.Add(row: 0, [1, 0], norm: 1, exclude: []);
        ranker.Add(row: 1, [0, 1], norm: 1, exclude: []);
        var best = new ScoredProduct[2];

        Assert.True(ranker.ScoreNextTile());
        ranker.Collect(place: 0, best);
        Assert.True(ranker.IsComplete(place: 0, best));
        ranker.Remove(place: 0);

        Assert.Equal((1, 1), (ranker.Scanning, ranker.Row(0)));
        Assert.True(ranker.ScoreNextTile());
        Assert.Equal(2, ranker.Collect(place: 0, best));
        Assert.Equal(1, best[0].Score);
        ranker.Remove(place: 0);
        Assert.False(ranker.ScoreNextTile());
    }

    private static int TilesScored(double norm)
    {
        // The ten best are ten times as long as the rest.
        float[] factors = [.. Enumerable.Range(0, Products).Select(product => product % 500 == 0 ? 10f : 1f)];
        var ranker = new BlockRanker(new ProductPanels(new FactorMatrix(Products, 1, factors)), Kernel, maxRows: 1);
        var best = new ScoredProduct[10];
        ranker.Reset();
        ranker.Add(row: 0, [1], norm, exclude: []);
        int tiles = 0;
        while (ranker.ScoreNextTile())
        {
            tiles++;
            ranker.Collect(place: 0, best);
            if (norm < double.PositiveInfinity && ranker.IsComplete(place: 0, best))
            {
                break;
            }
        }

        return tiles;
    }
}
