using Cadabra.Recommender.Data;
using Cadabra.Training.History;
using Cadabra.Training.Weighting;
using static Cadabra.Training.Tests.OrderLines;

namespace Cadabra.Training.Tests.Weighting;

public sealed class OrderWeightingTests
{
    private const string Early = "2011-01-01 10:00";
    private const string TenDaysLater = "2011-01-11 10:00";

    [Fact]
    public async Task Count_sums_the_lines_of_a_pair_whatever_their_quantities()
    {
        Dictionary<string, double> weights = await WeighAsync(
            new WeightingOptions(),
            Line("1", "10001", Early, "ann", quantity: 500),
            Line("1", "10001", Early, "ann", quantity: 2),
            Line("2", "10002", Early, "ann"),
            Line("3", "10001", Early, "bob"));

        Assert.Equal(new() { ["ann 10001"] = 2, ["ann 10002"] = 1, ["bob 10001"] = 1 }, weights);
    }

    [Fact]
    public async Task Log_quantity_adds_the_logarithm_of_one_plus_the_quantity_for_each_line()
    {
        Dictionary<string, double> weights = await WeighAsync(
            new WeightingOptions { Weight = WeightScheme.LogQuantity },
            Line("1", "10001", Early, "ann", quantity: 1),
            Line("1", "10001", Early, "ann", quantity: 499),
            Line("1", "10002", Early, "ann", quantity: int.MaxValue));

        Assert.Equal(Math.Log(2) + Math.Log(500), weights["ann 10001"], 1e-6);
        Assert.Equal(31 * Math.Log(2), weights["ann 10002"], 1e-5);
    }

    [Fact]
    public async Task A_line_one_half_life_before_the_last_sale_counts_half()
    {
        Dictionary<string, double> weights = await WeighAsync(
            new WeightingOptions { HalfLifeDays = 10 },
            Line("1", "10001", Early, "ann"),
            Line("2", "10002", "2011-01-06 10:00", "ann"),
            Line("3", "10003", TenDaysLater, "bob"));

        Assert.Equal(0.5, weights["ann 10001"], 1e-7);
        Assert.Equal(Math.Sqrt(0.5), weights["ann 10002"], 1e-7);
        Assert.Equal(1, weights["bob 10003"]);
    }

    [Fact]
    public async Task Age_counts_back_from_the_last_visible_sale()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", Early, "ann"),
            Line("2", "10002", TenDaysLater, "ann"),
            Line("3", "10003", "2011-01-21 10:00", "bob"));
        var visible = new VisibleLines([true, true, false], []);

        Interactions interactions = OrderWeighting.Weigh(history, visible, new WeightingOptions { HalfLifeDays = 10 });

        Assert.Equal(new() { ["ann 10001"] = 0.5, ["ann 10002"] = 1 }, Weights.ByName(interactions.ByCustomer, history));
    }

    [Fact]
    public async Task A_return_after_the_last_sale_counts_as_much_as_a_sale_of_that_moment()
    {
        Dictionary<string, double> weights = await WeighAsync(
            new WeightingOptions { HalfLifeDays = 10, Returns = ReturnHandling.Negative },
            Line("1", "10001", Early, "ann"),
            Line("C2", "10001", "2012-01-01 10:00", "ann", quantity: -1),
            Line("C3", "10001", "2012-01-02 10:00", "ann", quantity: -1));

        Assert.Equal(-1, Assert.Single(weights).Value);
    }

    [Theory]
    [InlineData(ReturnHandling.Ignore, 2, 1.0)]
    [InlineData(ReturnHandling.Subtract, 1, null)]
    [InlineData(ReturnHandling.Negative, 1, -1.0)]
    public async Task Returns_are_ignored_or_subtracted_down_to_nothing_or_below(ReturnHandling returns, double kept, double? returnedTwice)
    {
        Dictionary<string, double> weights = await WeighAsync(
            new WeightingOptions { Returns = returns },
            Line("1", "10001", Early, "ann"),
            Line("2", "10001", Early, "ann"),
            Line("C3", "10001", TenDaysLater, "ann", quantity: -1),
            Line("4", "10002", Early, "ann"),
            Line("C5", "10002", TenDaysLater, "ann", quantity: -1),
            Line("C6", "10002", TenDaysLater, "ann", quantity: -1));

        Assert.Equal(kept, weights["ann 10001"]);
        Assert.Equal(returnedTwice, weights.TryGetValue("ann 10002", out double weight) ? weight : null);
    }

    [Theory]
    [InlineData(ReturnHandling.Subtract)]
    [InlineData(ReturnHandling.Negative)]
    public async Task A_purchase_returned_in_full_leaves_no_interaction(ReturnHandling returns)
    {
        Dictionary<string, double> weights = await WeighAsync(
            new WeightingOptions { Returns = returns, Weight = WeightScheme.LogQuantity },
            Line("1", "10001", Early, "ann", quantity: 7),
            Line("2", "10002", Early, "ann", quantity: 7),
            Line("C3", "10001", TenDaysLater, "ann", quantity: -7));

        Assert.Equal(["ann 10002"], weights.Keys);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_half_life_that_is_no_number_of_days_above_zero_is_refused_by_name(double days)
    {
        OrderHistory history = await ReadAsync(Line("1", "10001", Early, "ann"));

        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => OrderWeighting.Weigh(history, VisibleLines.All(history), new WeightingOptions { HalfLifeDays = days }));

        Assert.Contains("halfLife is", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, double>> WeighAsync(WeightingOptions options, params string[] lines)
    {
        OrderHistory history = await ReadAsync(lines);
        return Weights.ByName(OrderWeighting.Weigh(history, VisibleLines.All(history), options).ByCustomer, history);
    }
}
