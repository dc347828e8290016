using Cadabra.Training.History;
using static Cadabra.Training.Tests.OrderLines;

namespace Cadabra.Training.Tests.History;

public sealed class LastOrdersTests
{
    [Fact]
    public async Task Only_customers_with_several_invoices_have_a_last_order()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("1", "10002", "2011-01-01 10:00", "ann"),
            Line("2", "10001", "2011-01-01 10:00", "bob"),
            Line("3", "10001", "2011-01-02 10:00", "bob"));

        var last = new LastOrders(history);

        Assert.Equal(1, last.Count);
        Assert.Equal(["3"], Held(history, last));
    }

    [Fact]
    public async Task The_latest_order_is_the_last_in_time_even_if_it_was_read_first()
    {
        OrderHistory history = await ReadAsync(
            Line("9", "10001", "2011-05-01 10:00", "ann"),
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("2", "10001", "2011-02-01 10:00", "ann"));

        Assert.Equal(["9"], Held(history, new LastOrders(history)));
    }

    [Fact]
    public async Task Of_invoices_of_the_same_minute_the_one_read_last_is_the_latest()
    {
        OrderHistory history = await ReadAsync(
            Line("7", "10001", "2011-01-01 10:00", "ann"),
            Line("8", "10001", "2011-01-01 10:00", "ann"),
            Line("7", "10002", "2011-01-01 10:00", "ann"));

        Assert.Equal(["8"], Held(history, new LastOrders(history)));
    }

    [Fact]
    public async Task An_order_happened_when_its_last_line_did()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("1", "10002", "2011-01-01 10:09", "ann"),
            Line("2", "10003", "2011-01-01 10:05", "ann"));

        var last = new LastOrders(history);

        Assert.Equal(["1"], Held(history, last));
        Assert.False(last.HadBegun(0, new DateTime(2011, 1, 1, 9, 59, 0)));
        Assert.True(last.HadBegun(0, new DateTime(2011, 1, 1, 10, 0, 0)));
    }

    [Fact]
    public async Task Customers_who_share_an_invoice_number_have_orders_of_their_own()
    {
        // Shops that number their invoices from 1 each, with their logs put together.
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("2", "10001", "2011-01-02 10:00", "ann"),
            Line("1", "10001", "2011-06-01 10:00", "bob"));

        Assert.Equal(["2"], Held(history, new LastOrders(history)));
    }

    private static string[] Held(OrderHistory history, LastOrders last) =>
    [
        .. Enumerable.Range(0, history.Sales.Count)
            .Where(row => last.Contain(history.Sales.Customers[row], history.Sales.Invoices[row]))
            .Select(row => history.Invoices[history.Sales.Invoices[row]])
            .Distinct(),
    ];
}
