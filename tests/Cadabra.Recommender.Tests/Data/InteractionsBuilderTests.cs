using Cadabra.Recommender.Data;
using CsCheck;

namespace Cadabra.Recommender.Tests.Data;

public sealed class InteractionsBuilderTests
{
    [Fact]
    public void Weights_of_a_pair_are_summed()
    {
        var builder = new InteractionsBuilder();
        builder.Add(1, 2, 3);
        builder.Add(0, 1, 5);
        builder.Add(1, 2, -1);
        builder.Add(1, 0, 7);

        Interactions interactions = builder.Build(3, 4);

        Assert.Equal(3, interactions.Count);
        Assert.Equal([1], interactions.ByCustomer.Columns(0));
        Assert.Equal([0, 2], interactions.ByCustomer.Columns(1));
        Assert.Equal([7, 2], interactions.ByCustomer.Values(1));
        Assert.Empty(interactions.ByCustomer.Columns(2).ToArray());
        Assert.Equal([1], interactions.ByProduct.Columns(2));
        Assert.Equal([2], interactions.ByProduct.Values(2));
    }

    [Fact]
    public void A_return_that_cancels_its_purchase_leaves_no_interaction_but_a_rating_of_0_stays()
    {
        var builder = new InteractionsBuilder();
        builder.Add(0, 0, 2);
        builder.Add(0, 1, 0);
        builder.Add(0, 0, -2);

        Interactions interactions = builder.Build(1, 2);

        Assert.Equal([1], interactions.ByCustomer.Columns(0));
        Assert.Equal([0], interactions.ByCustomer.Values(0));
    }

    [Fact]
    public void Any_additions_give_the_sums_of_a_dictionary() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 4], Gen.Int[-2, 3]).List[0, 80].Sample(additions =>
        {
            var builder = new InteractionsBuilder();
            var sums = new SortedDictionary<(int Customer, int Product), (float Sum, bool OnlyZeros)>();
            foreach ((int customer, int product, int weight) in additions)
            {
                builder.Add(customer, product, weight);
                (float sum, bool onlyZeros) = sums.GetValueOrDefault((customer, product), (0, true));
                sums[(customer, product)] = (sum + weight, onlyZeros && weight == 0);
            }

            (int, int, float)[] expected = [.. sums.Where(pair => pair.Value.Sum != 0 || pair.Value.OnlyZeros).Select(pair => (pair.Key.Customer, pair.Key.Product, pair.Value.Sum))];
            Interactions interactions = builder.Build(7, 5);
            return expected.SequenceEqual(Entries(interactions.ByCustomer))
                && expected.Order().SequenceEqual(Entries(interactions.ByProduct).Select(entry => (entry.Column, entry.Row, entry.Value)).Order());
        });

    [Fact]
    public void Enough_pairs_for_every_core_give_the_sums_of_a_dictionary()
    {
        const int Pairs = 400_000;
        var random = new Random(5);
        var builder = new InteractionsBuilder();
        var sums = new SortedDictionary<(int Customer, int Product), float>();
        for (int i = 0; i < Pairs; i++)
        {
            // Products of the lower numbers are the popular ones, so that there are repeats.
            (int customer, int product, int weight) = (random.Next(1000), Math.Min(random.Next(1500), random.Next(1500)), random.Next(1, 5));
            builder.Add(customer, product, weight);
            sums[(customer, product)] = sums.GetValueOrDefault((customer, product)) + weight;
        }

        Interactions interactions = builder.Build(1000, 1500);

        Assert.Equal(sums.Select(pair => (pair.Key.Customer, pair.Key.Product, pair.Value)), Entries(interactions.ByCustomer));
        Assert.Equal(
            sums.OrderBy(pair => pair.Key.Product).ThenBy(pair => pair.Key.Customer).Select(pair => (pair.Key.Product, pair.Key.Customer, pair.Value)),
            Entries(interactions.ByProduct));
    }

    [Fact]
    public void A_builder_can_be_built_again_unless_it_was_cleared()
    {
        var builder = new InteractionsBuilder();
        builder.Add(1, 2, 3);

        Assert.Equal([3f], builder.Build(2, 3).ByCustomer.Values(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.BuildAndClear(1, 3));
        builder.Add(1, 2, 4);
        Assert.Equal([7f], builder.BuildAndClear(2, 3).ByCustomer.Values(1));

        Assert.Equal(0, builder.Count);
        builder.Add(0, 0, 5);
        Assert.Equal([5f], builder.Build(1, 1).ByCustomer.Values(0));
    }

    [Theory]
    [InlineData(-1, 0, 1f, "Customer id -1 is negative")]
    [InlineData(0, -7, 1f, "Product id -7 is negative")]
    [InlineData(3, 4, float.NaN, "The weight of customer 3 and product 4 is NaN")]
    [InlineData(3, 4, float.NegativeInfinity, "The weight of customer 3 and product 4 is -Infinity")]
    public void Bad_additions_are_named(int customer, int product, float weight, string message)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new InteractionsBuilder().Add(customer, product, weight));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_that_is_too_small_is_named()
    {
        var builder = new InteractionsBuilder();
        builder.Add(5, 2, 1);

        Assert.Contains("customerCount is 5, but id 5 was added", Assert.Throws<ArgumentOutOfRangeException>(() => builder.Build(5, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("productCount is 2, but id 2 was added", Assert.Throws<ArgumentOutOfRangeException>(() => builder.Build(6, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_does_not_fit_is_an_error()
    {
        var builder = new InteractionsBuilder();
        builder.Add(1, 2, 3e38f);
        builder.Add(1, 2, 3e38f);

        Assert.Contains("customer 1 and product 2", Assert.Throws<OverflowException>(() => builder.Build(2, 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Interactions_reject_weights_that_are_not_finite()
    {
        var rows = new SparseRows(3, [0, 1, 2], [0, 2], [1, float.PositiveInfinity]);

        Assert.Contains("customer 1 and product 2 is Infinity", Assert.Throws<ArgumentException>(() => new Interactions(rows)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(int Row, int Column, float Value)> Entries(SparseRows rows)
    {
        for (int row = 0; row < rows.RowCount; row++)
        {
            for (int i = 0; i < rows.Columns(row).Length; i++)
            {
                yield return (row, rows.Columns(row)[i], rows.Values(row)[i]);
            }
        }
    }

    [Fact]
    public void Many_pairs_at_once_are_as_many_one_by_one()
    {
        var oneByOne = new InteractionsBuilder();
        var atOnce = new InteractionsBuilder();
        int[] customers = [1, 0, 1, 1];
        int[] products = [2, 1, 0, 2];
        float[] weights = [1, 2, 3, 4];
        for (int i = 0; i < weights.Length; i++)
        {
            oneByOne.Add(customers[i], products[i], weights[i]);
        }

        atOnce.Add(customers, products, weights);

        SparseRows expected = oneByOne.Build(2, 3).ByCustomer;
        SparseRows rows = atOnce.Build(2, 3).ByCustomer;
        Assert.Equal(expected.Offsets, rows.Offsets);
        Assert.Equal([0, 2], rows.Columns(1));
        Assert.Equal([3f, 5f], rows.Values(1));
        Assert.Throws<ArgumentException>(() => atOnce.Add([1, 2], [1], [1f]));
        Assert.Throws<ArgumentOutOfRangeException>(() => atOnce.Add([1], [-1], [1f]));
        Assert.Equal(4, atOnce.Count);
    }
}
