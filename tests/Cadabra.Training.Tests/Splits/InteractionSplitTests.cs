using Cadabra.Storage;
using Cadabra.Training.Data;
using Cadabra.Training.InteractionFiles;
using Cadabra.Training.Splits;

namespace Cadabra.Training.Tests.Splits;

public sealed class InteractionSplitTests
{
    [Theory]
    [InlineData(SplitKind.LastOrder, "last-order")]
    [InlineData(SplitKind.Time, "time")]
    public void Interactions_cannot_be_split_by_orders_or_times(SplitKind kind, string name)
    {
        var exception = Assert.Throws<InputException>(() => Data().Split(new SplitOptions { Kind = kind }));

        Assert.Contains($"cannot be split by '{name}'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("--split random", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_interaction_goes_to_one_side_with_its_weight()
    {
        InteractionData data = Data();

        Split split = data.Split(new SplitOptions { Kind = SplitKind.Random, TestFraction = 0.25, Seed = 3 });

        Assert.Equal(2500, split.Train.Count + split.Test.EntryCount);
        Assert.InRange(split.Test.EntryCount / 2500.0, 0.206, 0.294);
        for (int customer = 0; customer < 50; customer++)
        {
            (int, float)[] both =
            [
                .. split.Train.ByCustomer.Columns(customer).ToArray().Zip(split.Train.ByCustomer.Values(customer).ToArray()),
                .. split.Test.Columns(customer).ToArray().Zip(split.Test.Values(customer).ToArray()),
            ];
            Assert.Equal(Enumerable.Range(0, 50).Select(product => (product, Weight(customer, product))), both.OrderBy(pair => pair.Item1));
        }

        Assert.Equal("a random 25% of the pairs, seed 3", split.Description);
    }

    private static float Weight(int customer, int product) => (customer * 100) + product;

    private static InteractionData Data()
    {
        var block = new InteractionBlock();
        for (int customer = 0; customer < 50; customer++)
        {
            for (int product = 0; product < 50; product++)
            {
                block.Add([(byte)('0' + customer)], [(byte)('0' + product)], Weight(customer, product));
            }
        }

        var rows = new InteractionRows();
        rows.Take(block);
        return rows.ToData("memory");
    }
}
