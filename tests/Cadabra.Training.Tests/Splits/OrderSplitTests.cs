using Cadabra.Orders;
using Cadabra.Training.Data;
using Cadabra.Training.History;
using Cadabra.Training.Splits;
using Cadabra.Training.Weighting;
using static Cadabra.Training.Tests.OrderLines;

namespace Cadabra.Training.Tests.Splits;

public sealed class OrderSplitTests
{
    private static readonly WeightingOptions SubtractReturns = new() { Returns = ReturnHandling.Subtract };

    [Fact]
    public async Task Last_order_holds_out_the_last_invoice_of_customers_with_several()
    {
        OrderHistory history = await ReadAsync(
            Line("3", "10003", "2011-03-01 10:00", "ann"),
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("3", "10001", "2011-03-01 10:00", "ann", quantity: 5),
            Line("2", "10002", "2011-02-01 10:00", "bob"),
            Line("2", "10001", "2011-02-01 10:00", "bob"));

        Split split = Split(history, new SplitOptions());

        Assert.Equal(new() { ["ann 10001"] = 1, ["bob 10001"] = 1, ["bob 10002"] = 1 }, Weights.ByName(split.Train.ByCustomer, history));
        Assert.Equal(new() { ["ann 10003"] = 1, ["ann 10001"] = 1 }, Weights.ByName(split.Test, history));
        Assert.Equal("each customer's last invoice", split.Description);
    }

    [Theory]
    [InlineData("2011-02-01 09:59", false)]
    [InlineData("2011-02-01 10:00", true)]
    [InlineData("2011-02-01 10:05", true)]
    [InlineData("2011-03-01 10:00", true)]
    public async Task Returns_are_hidden_from_the_moment_the_held_out_order_began(string returned, bool isHidden)
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("1", "10002", "2011-01-01 10:00", "ann"),
            Line("2", "10001", "2011-02-01 10:00", "ann"),
            Line("2", "10003", "2011-02-01 10:10", "ann"),
            Line("C3", "10001", returned, "ann", quantity: -1));

        Split split = Split(history, new SplitOptions(), SubtractReturns);

        Assert.Equal(isHidden, Weights.ByName(split.Train.ByCustomer, history).ContainsKey("ann 10001"));
    }

    [Fact]
    public async Task A_return_line_on_the_held_out_invoice_itself_is_hidden()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("2", "10001", "2011-02-01 09:50", "ann", quantity: -1),
            Line("2", "10003", "2011-02-01 10:00", "ann"));

        Split split = Split(history, new SplitOptions(), SubtractReturns);

        Assert.Contains("ann 10001", Weights.ByName(split.Train.ByCustomer, history).Keys);
    }

    [Fact]
    public async Task Returns_of_customers_who_are_not_tested_count_whenever_they_happened()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("1", "10002", "2011-01-01 10:00", "ann"),
            Line("C2", "10001", "2011-09-01 10:00", "ann", quantity: -1));

        Split split = Split(history, new SplitOptions(), SubtractReturns);

        Assert.Equal(["ann 10002"], Weights.ByName(split.Train.ByCustomer, history).Keys);
    }

    [Fact]
    public async Task Time_holds_out_everything_from_a_given_moment_on()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("2", "10002", "2011-02-01 09:59", "ann"),
            Line("3", "10003", "2011-02-01 10:00", "ann"),
            Line("C4", "10002", "2011-02-01 09:59", "ann", quantity: -1),
            Line("C5", "10001", "2011-02-01 10:00", "ann", quantity: -1));

        Split split = Split(history, new SplitOptions { Kind = SplitKind.Time, From = new DateTime(2011, 2, 1, 10, 0, 0) }, SubtractReturns);

        Assert.Equal(["ann 10001"], Weights.ByName(split.Train.ByCustomer, history).Keys);
        Assert.Equal(["ann 10003"], Weights.ByName(split.Test, history).Keys);
        Assert.Equal("everything from 2011-02-01 10:00 on", split.Description);
    }

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.2, 2)]
    [InlineData(0.5, 5)]
    [InlineData(0.9, 9)]
    [InlineData(0.001, 1)]
    public async Task Time_holds_out_the_latest_share_of_the_lines(double share, int heldOut)
    {
        // Ten lines, one an hour, read backwards.
        OrderHistory history = await ReadAsync(Enumerable.Range(0, 10).Reverse().Select(hour => Line($"{hour}", $"{10000 + hour}", $"2011-01-01 0{hour}:00", "ann")));

        Split split = Split(history, new SplitOptions { Kind = SplitKind.Time, TestFraction = share });

        Assert.Equal(heldOut, split.Test.EntryCount);
        Assert.Equal(
            Enumerable.Range(10 - heldOut, heldOut).Select(hour => $"ann {10000 + hour}"),
            Weights.ByName(split.Test, history).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(10 - heldOut, split.Train.Count);
    }

    [Fact]
    public async Task Random_holds_out_about_its_share_with_every_line_of_a_pair_on_one_side()
    {
        OrderHistory history = await ManyPairsAsync();

        Split split = Split(history, new SplitOptions { Kind = SplitKind.Random, TestFraction = 0.3 });

        Dictionary<string, double> train = Weights.ByName(split.Train.ByCustomer, history);
        Dictionary<string, double> test = Weights.ByName(split.Test, history);
        Assert.Empty(train.Keys.Intersect(test.Keys));
        Assert.All(train.Concat(test), pair => Assert.Equal(2, pair.Value));

        // 10,000 pairs: five standard deviations are 0.023.
        Assert.Equal(10_000, train.Count + test.Count);
        Assert.InRange(test.Count / 10_000.0, 0.277, 0.323);
        Assert.Equal("a random 30% of the pairs, seed 0", split.Description);
    }

    [Fact]
    public async Task Random_draws_the_same_for_a_seed_and_independently_for_another()
    {
        OrderHistory history = await ManyPairsAsync();

        HashSet<string> first = [.. Weights.ByName(Random(0).Test, history).Keys];
        Assert.Equal(first, Weights.ByName(Random(0).Test, history).Keys.ToHashSet());

        // Independent draws of half of 10,000 pairs share a quarter of them; five standard deviations are 0.022. The same must
        // hold customer by customer: a seed that only swapped the customers' draws would pass the line above.
        foreach (long seed in (long[])[1, 2, -1, 1L << 40])
        {
            HashSet<string> other = [.. Weights.ByName(Random(seed).Test, history).Keys];
            Assert.InRange(first.Intersect(other).Count() / 10_000.0, 0.228, 0.272);
            Assert.NotEqual(ProductsOf("c0", first), ProductsOf("c1", other));
        }

        Split Random(long seed) => Split(history, new SplitOptions { Kind = SplitKind.Random, TestFraction = 0.5, Seed = seed });

        static HashSet<string> ProductsOf(string customer, HashSet<string> pairs) =>
            [.. pairs.Where(pair => pair.StartsWith(customer + " ", StringComparison.Ordinal)).Select(pair => pair.Split(' ')[1])];
    }

    [Fact]
    public async Task Held_out_weights_know_no_returns_and_no_decay()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("2", "10002", "2011-02-01 10:00", "ann"),
            Line("2", "10002", "2011-02-01 10:30", "ann"),
            Line("C3", "10002", "2011-02-01 11:00", "ann", quantity: -1));

        Split split = Split(history, new SplitOptions(), new WeightingOptions { HalfLifeDays = 0.01, Returns = ReturnHandling.Negative });

        Assert.Equal(new() { ["ann 10002"] = 2 }, Weights.ByName(split.Test, history));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public async Task A_share_that_leaves_one_side_empty_is_refused_by_name(double share)
    {
        OrderHistory history = await ReadAsync(Line("1", "10001", "2011-01-01 10:00", "ann"));

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Split(history, new SplitOptions { TestFraction = share }));

        Assert.Contains("testFraction is", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SplitKind.LastOrder)]
    [InlineData(SplitKind.Time)]
    [InlineData(SplitKind.Random)]
    public async Task Nothing_splits_into_nothing(SplitKind kind)
    {
        OrderHistory history = await ReadAsync("broken");

        Split split = Split(history, new SplitOptions { Kind = kind });

        Assert.Equal(0, split.Train.Count + split.Test.EntryCount);
    }

    private static Split Split(OrderHistory history, SplitOptions options, WeightingOptions? weighting = null) =>
        new OrderData(history, ProductKey.StockCode, weighting ?? new WeightingOptions()).Split(options);

    // 100 customers × 100 products, each pair twice.
    private static Task<OrderHistory> ManyPairsAsync() => ReadAsync(
        from customer in Enumerable.Range(0, 100)
        from line in Enumerable.Range(0, 200)
        select Line($"{customer}-{line}", $"{10000 + (line % 100)}", "2011-01-01 10:00", $"c{customer}"));
}
