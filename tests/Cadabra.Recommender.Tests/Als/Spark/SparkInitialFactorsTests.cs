using Cadabra.Recommender.Als;
using Cadabra.Recommender.Als.Spark;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Tests.Als.Spark;

public sealed class SparkInitialFactorsTests
{
    private const int Customers = 25;

    private static readonly AlsOptions Options = new() { Rank = 6, Init = AlsInit.Spark };

    [Fact]
    public void Every_row_has_length_1_and_a_direction_of_its_own()
    {
        FactorMatrix factors = Create([.. Enumerable.Range(0, Customers)]);

        Assert.All(Enumerable.Range(0, Customers), row => Assert.Equal(1, factors[row].ToArray().Sum(value => (double)value * value), 1e-6));
        Assert.Equal(Customers, Enumerable.Range(0, Customers).Select(row => factors[row][0]).Distinct().Count());
        Assert.Contains(factors.Values.ToArray(), value => value < 0);
    }

    [Fact]
    public void Rows_of_one_block_share_a_stream_and_rows_without_interactions_take_nothing_from_it()
    {
        FactorMatrix all = Create([0, 1, 10, 20]);
        FactorMatrix some = Create([1, 10, 20]);

        Assert.False(some.HasFactors(0));
        Assert.Equal(all[1], some[1]);
        Assert.Equal(all[0], some[10]);
        Assert.Equal(all[10], some[20]);
    }

    [Fact]
    public void Another_seed_is_another_start()
    {
        float[] starts = [.. new long[] { 0, 1, -1, long.MaxValue }.Select(seed => Create([0], seed)[0][0])];

        Assert.Equal(starts.Length, starts.Distinct().Count());
    }

    private static FactorMatrix Create(int[] active, long seed = 0)
    {
        var builder = new InteractionsBuilder();
        foreach (int customer in active)
        {
            builder.Add(customer, 0, 1);
        }

        return SparkInitialFactors.Create(builder.Build(Customers, 1).ByCustomer, Options with { Seed = seed });
    }
}
