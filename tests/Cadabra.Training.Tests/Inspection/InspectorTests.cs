using Cadabra.Orders;
using Cadabra.Training.Data;
using Cadabra.Training.History;
using Cadabra.Training.Inspection;
using Cadabra.Training.Weighting;
using static Cadabra.Training.Tests.OrderLines;

namespace Cadabra.Training.Tests.Inspection;

public sealed class InspectorTests(RealOrders orders)
{
    [Fact]
    public async Task The_real_file_is_accounted_for_to_the_line()
    {
        InspectionReport report = Inspect(await orders.ReadAsync(), ProductKey.FirstFiveDigits);

        Assert.Equal((541_909, 396_370, 8_539), (report.Lines, report.Kept, report.Returns));
        Assert.Equal(
            new Dictionary<string, long> { ["malformed"] = 0, ["not-a-product"] = 2_995, ["no-customer"] = 134_005, ["return"] = 8_539, ["not-a-sale"] = 0 },
            report.Rejected);
        Assert.Equal(report.Lines, report.Kept + report.Rejected.Values.Sum());
        Assert.Equal((4_335, 3_193), (report.Customers, report.Products));
        Assert.Equal(new DateTime(2010, 12, 1, 8, 26, 0), report.From);
        Assert.Equal(new DateTime(2011, 12, 9, 12, 50, 0), report.To);
    }

    [Fact]
    public async Task The_real_file_is_warned_of_for_lines_without_customer_and_lines_twice()
    {
        InspectionReport report = Inspect(await orders.ReadAsync(), ProductKey.FirstFiveDigits);

        Assert.Collection(
            report.Warnings,
            warning => Assert.StartsWith("134,005 lines (24.7 %) have no customer", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("5,229 kept lines (1.3 %) repeat another one exactly", warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_are_kept_plus_rejected()
    {
        OrderHistory history = await ReadAsync(
            Line("1", "10001", "2011-01-01 10:00", "ann"),
            Line("1", "10002", "2011-01-01 11:00", "bob"),
            Line("1", "POST", "2011-01-01 10:00", "ann"),
            Line("1", "10001", "2011-01-01 10:00", ""),
            Line("C1", "10001", "2011-01-01 10:00", "ann", quantity: -1),
            Line("1", "10001", "2011-01-01 10:00", "ann", quantity: 0),
            "broken");

        InspectionReport report = Inspect(history);

        Assert.Equal((7, history.Sales.Count), (report.Lines, report.Kept));
        Assert.All(report.Rejected, reason => Assert.Equal(1, reason.Value));
        Assert.Equal((1, 2, 2), (report.Returns, report.Customers, report.Products));
        Assert.Equal((new DateTime(2011, 1, 1, 10, 0, 0), new DateTime(2011, 1, 1, 11, 0, 0)), (report.From, report.To));
    }

    [Fact]
    public async Task Warnings_of_the_reading_come_first_and_samples_are_handed_on()
    {
        OrderHistory history = await ReadAsync("broken");
        RejectedLine sample = new(1, OrderRejection.Malformed, "broken", "One column.");
        var input = new TrainingInput(new OrderData(history, ProductKey.StockCode, new WeightingOptions()), [sample], ["lake/a.gz is damaged."], TimeSpan.Zero);

        InspectionReport report = Inspector.Inspect(input);

        Assert.Equal("lake/a.gz is damaged.", report.Warnings[0]);
        Assert.Equal([sample], report.Samples);
    }

    private static InspectionReport Inspect(OrderHistory history, ProductKey key = ProductKey.StockCode) =>
        Inspector.Inspect(new TrainingInput(new OrderData(history, key, new WeightingOptions()), [], [], TimeSpan.Zero));
}
