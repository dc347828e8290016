using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Tests.Ranking;

public sealed class RankingWarmUpTests
{
    [Fact]
    public void The_made_up_shop_takes_every_way_through_ranking()
    {
        Recommendations all = RankingWarmUp.Run();

        // Full lists, without what the customer has, and customers that stop before the last product beside some that do not.
        Assert.All(Enumerable.Range(0, all.Count), customer => Assert.Equal(all.Top, all[customer].Length));
        Assert.All(Enumerable.Range(0, all.Count), customer => Assert.DoesNotContain(all[customer].ToArray(), product => product.Product == customer));
        Assert.InRange(all.ScoreCount, all.Count * 256L, (all.Count * 700L) - 1);
    }

    [Fact]
    public async Task A_process_warms_up_once()
    {
        Task first = Ranker.WarmUp();
        await first;

        Assert.Same(first, Ranker.WarmUp());
    }
}
