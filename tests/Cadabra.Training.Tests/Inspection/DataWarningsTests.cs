using System.Text;
using Cadabra.Orders;
using Cadabra.Training.Data;
using Cadabra.Training.History;
using Cadabra.Training.Inspection;
using Cadabra.Training.InteractionFiles;
using Cadabra.Training.Weighting;
using static Cadabra.Training.Tests.OrderLines;

namespace Cadabra.Training.Tests.Inspection;

/// <summary>Each warning from both sides of its threshold.</summary>
public sealed class DataWarningsTests
{
    private const string Time = "2011-01-01 10:00";

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task More_than_a_hundredth_of_malformed_lines_is_warned_of(int malformed, bool warns)
    {
        IReadOnlyList<string> warnings = await WarningsAsync([.. Sales(100 - malformed), .. Enumerable.Repeat("broken", malformed)]);

        AssertWarning(warns, "2 lines (2.0 %) are malformed; look at the samples, and at the program that writes them.", warnings, "malformed");
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public async Task More_than_a_tenth_of_lines_without_customer_is_warned_of(int without, bool warns)
    {
        IReadOnlyList<string> warnings = await WarningsAsync(
            [.. Sales(100 - without), .. Enumerable.Repeat(Line("1", "10001", Time, ""), without)]);

        AssertWarning(warns, "11 lines (11.0 %) have no customer and teach nothing; log the customer id at checkout.", warnings, "no customer");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task More_than_five_in_a_thousand_repeated_lines_are_warned_of(int repeats, bool warns)
    {
        string[] sales = Sales(200 - repeats);

        IReadOnlyList<string> warnings = await WarningsAsync([.. sales, .. sales[..repeats]]);

        AssertWarning(
            warns, "2 kept lines (1.0 %) repeat another one exactly; if logs were delivered twice, their purchases count twice.", warnings, "repeat another");
    }

    [Fact]
    public async Task Lines_that_differ_in_any_way_are_no_repeats()
    {
        IReadOnlyList<string> warnings = await WarningsAsync(
            ProductKey.FirstFiveDigits,
            Line("1", "10001A", Time, "ann", description: "RED MUG"),
            Line("1", "10001B", Time, "ann", description: "BLUE MUG"),
            Line("2", "10001A", Time, "ann", description: "RED MUG"),
            Line("1", "10002", Time, "ann", description: "RED MUG"),
            Line("1", "10001A", Time, "bob", description: "RED MUG"),
            Line("1", "10001A", Time, "ann", description: "RED MUG", quantity: 2),
            Line("1", "10001A", Time, "ann", description: "RED MUG", price: "9"),
            Line("1", "10001A", "2011-01-01 10:01", "ann", description: "RED MUG"));

        Assert.DoesNotContain(warnings, warning => warning.Contains("repeat another", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task Equal_weights_are_warned_of(int purchases, bool warns)
    {
        IReadOnlyList<string> warnings = await WarningsAsync(
            [Line("1", "10001", Time, "ann"), Line("2", "10001", Time, "bob"), .. Enumerable.Range(0, purchases).Select(i => Line($"{i + 3}", "10002", Time, "bob"))]);

        AssertWarning(warns, "All ratings are equal (1); --explicit would fit a constant and rank by chance. Stay with the implicit default.", warnings, "equal");
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public async Task Fewer_than_a_hundred_returning_customers_are_warned_of(int returning, bool warns)
    {
        IReadOnlyList<string> warnings = await WarningsAsync(
        [
            .. from customer in Enumerable.Range(0, 150)
               from order in Enumerable.Range(0, customer < returning ? 2 : 1)
               from product in (string[])["10001", "10002"]
               select Line($"{customer}-{order}", product, Time, $"c{customer}"),
        ]);

        AssertWarning(warns, "Only 99 of 150 customers ordered more than once; metrics on so few are mostly noise.", warnings, "ordered more than once");
    }

    [Fact]
    public async Task Input_without_a_sale_is_warned_of()
    {
        Assert.Contains(
            "None of the 2 lines is a sale of a product to a known customer; look at the rejected samples.",
            await WarningsAsync(Line("1", "POST", Time, "ann"), Line("C1", "10001", Time, "ann", quantity: -1)));
    }

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(3, 3, true)]
    public void Ready_interactions_are_warned_of_for_equal_weights_alone(float first, float second, bool warns)
    {
        var rows = new InteractionBlock();
        rows.Add("ann"u8, "a"u8, first);
        rows.Add("bob"u8, "b"u8, second);

        IReadOnlyList<string> warnings = DataWarnings.Of(Data(rows));

        Assert.Equal(warns, warnings is [var warning] && warning.StartsWith("All ratings are equal (3)", StringComparison.Ordinal));
        Assert.Equal(warns ? 1 : 0, warnings.Count);
    }

    [Fact]
    public void Malformed_lines_of_ready_interactions_are_warned_of()
    {
        var rows = new InteractionBlock();
        rows.Add("ann"u8, "a"u8, 1);
        rows.Add("bob"u8, "b"u8, 2);
        rows.AddMalformed(Encoding.UTF8.GetBytes("x"));

        Assert.StartsWith("1 lines (33.3 %) are malformed", Assert.Single(DataWarnings.Of(Data(rows))), StringComparison.Ordinal);
    }

    private static InteractionData Data(InteractionBlock block)
    {
        var rows = new InteractionRows();
        rows.Take(block);
        return rows.ToData("memory");
    }

    // One order each, no two alike.
    private static string[] Sales(int count) => [.. Enumerable.Range(0, count).Select(i => Line($"{i}", $"{10000 + i}", Time, $"c{i}"))];

    private static void AssertWarning(bool warns, string expected, IReadOnlyList<string> warnings, string topic)
    {
        string[] found = [.. warnings.Where(warning => warning.Contains(topic, StringComparison.Ordinal))];
        Assert.Equal(warns ? [expected] : [], found);
    }

    private static Task<IReadOnlyList<string>> WarningsAsync(params string[] lines) => WarningsAsync(ProductKey.StockCode, lines);

    private static async Task<IReadOnlyList<string>> WarningsAsync(ProductKey key, params string[] lines)
    {
        OrderHistory history = await ReadAsync(key, lines);
        return DataWarnings.Of(new OrderData(history, key, new WeightingOptions()));
    }
}
