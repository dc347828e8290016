using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Tests.Ranking;

public sealed class RankingAllocationTests
{
    [Fact]
    public void A_batch_allocates_its_answer_and_nothing_for_each_customer()
    {
        const int Customers = 20_000;
        const int Top = 3;
        var ranker = new Ranker(Samples.Model(Customers, 300, rank: 4));
        SparseRows exclude = Samples.Interactions(Customers, 300, 40_000).ByCustomer;
        int[] ids = [.. Enumerable.Range(0, Customers)];
        Allocated(Customers / 2);

        long perCustomer = (Allocated(Customers) - Allocated(Customers / 2)) / (Customers / 2);

        // Three products of 8 bytes and a count.
        Assert.Equal((Top * 8) + 4, perCustomer);

        long Allocated(int count)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ranker.RecommendAll(ids.AsMemory(..count), exclude, Top, threads: 1, TestContext.Current.CancellationToken);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
