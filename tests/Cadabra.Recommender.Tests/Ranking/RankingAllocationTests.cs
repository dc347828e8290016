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

        long allocated = Allocated(Customers) - Allocated(Customers / 2);

        // Of half the customers: products of 8 bytes, a count, and less than a byte of anything else.
        Assert.InRange(allocated, 0, Customers / 2 * ((Top * 8) + sizeof(int) + 1));

        long Allocated(int count)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ranker.RecommendAll(ids.AsMemory(..count), exclude, Top, threads: 1, TestContext.Current.CancellationToken);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
