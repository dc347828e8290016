using Cadabra.Orders.Generation.Simulation;

namespace Cadabra.Orders.Tests.Generation.Simulation;

public sealed class ShopRandomTests
{
    [Fact]
    public void The_sequence_of_a_seed_is_that_of_the_published_generator()
    {
        // xoshiro256** over a state filled by SplitMix64 from 1234567, computed with the authors' C code in another language.
        var random = new ShopRandom(1234567);
        Assert.Equal([3504822795582309479UL, 1819558768956484042UL, 1250851346055027673UL], [random.NextBits(), random.NextBits(), random.NextBits()]);
    }

    [Fact]
    public void Numbers_stay_in_their_range_and_reach_all_of_it()
    {
        var random = new ShopRandom(3);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[random.Next(7)]++;
            Assert.InRange(random.NextDouble(), 0, 1 - double.Epsilon);
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Gaussians_have_mean_0_and_variance_1()
    {
        var random = new ShopRandom(4);
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian())];
        Assert.InRange(draws.Average(), -0.015, 0.015);
        Assert.InRange(draws.Average(draw => draw * draw), 0.98, 1.02);
    }

    [Fact]
    public void Shuffling_keeps_the_items_and_moves_them()
    {
        int[] items = [.. Enumerable.Range(0, 100)];
        new ShopRandom(5).Shuffle<int>(items);
        Assert.NotEqual(Enumerable.Range(0, 100), items);
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
    }
}
