using System.Globalization;
using Cadabra.Recommender.Data;
using Cadabra.Training.Data;
using Cadabra.Training.History;

namespace Cadabra.Training.Inspection;

/// <summary>What a data doctor would say of the input before training on it. One sentence each, with the number that led to it and what to do.</summary>
public static class DataWarnings
{
    // Shares above which a reason for rejecting lines is more than the usual dirt of order logs.
    private const double MalformedShare = 0.01;
    private const double NoCustomerShare = 0.1;
    private const double RepeatedShare = 0.005;

    // Below this many customers with two orders, offline metrics are mostly noise.
    private const int FewCustomers = 100;

    /// <summary>The warnings that apply to this kind of input.</summary>
    public static IReadOnlyList<string> Of(ITrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        IEnumerable<string?> warnings =
        [
            OfShare(data, "malformed", MalformedShare, "are malformed; look at the samples, and at the program that writes them"),
            OfShare(data, "no-customer", NoCustomerShare, "have no customer and teach nothing; log the customer id at checkout"),
            OfEqualWeights(data.Interactions),
            .. data is OrderData orders ? OfOrders(orders) : [],
        ];
        return [.. warnings.OfType<string>()];
    }

    private static string?[] OfOrders(OrderData orders) =>
        orders.History.Sales.Count == 0
            ? [$"None of the {Count(orders.Lines)} lines is a sale of a product to a known customer; look at the rejected samples."]
            : [OfRepeatedLines(orders.History.Sales), OfFewReturningCustomers(orders.History)];

    private static string? OfShare(ITrainingData data, string reason, double limit, string consequence)
    {
        long lines = data.Rejected.GetValueOrDefault(reason);
        return lines > limit * data.Lines ? $"{Count(lines)} lines ({Share(lines, data.Lines)}) {consequence}." : null;
    }

    // One rating for all is what the tutorial this grew out of had: explicit ALS then fits a constant and ranks by chance.
    private static string? OfEqualWeights(Interactions interactions)
    {
        float? first = null;
        for (int customer = 0; customer < interactions.CustomerCount; customer++)
        {
            ReadOnlySpan<float> weights = interactions.ByCustomer.Values(customer);
            if (!weights.IsEmpty && weights.ContainsAnyExcept(first ??= weights[0]))
            {
                return null;
            }
        }

        return first is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"All ratings are equal ({first}); --explicit would fit a constant and rank by chance. Stay with the implicit default.");
    }

    private static string? OfRepeatedLines(OrderTable sales)
    {
        // With the description, since products that are merged by their first digits still differ in it.
        var seen = new HashSet<(int Invoice, int Product, int Description, int Customer, int Quantity, DateTime Time, decimal Price)>(sales.Count);
        int repeats = 0;
        for (int row = 0; row < sales.Count; row++)
        {
            bool isNew = seen.Add((
                sales.Invoices[row], sales.Products[row], sales.Descriptions[row], sales.Customers[row], sales.Quantities[row], sales.Times[row], sales.UnitPrices[row]));
            repeats += isNew ? 0 : 1;
        }

        return repeats > RepeatedShare * sales.Count
            ? $"{Count(repeats)} kept lines ({Share(repeats, sales.Count)}) repeat another one exactly; if logs were delivered twice, their purchases count twice."
            : null;
    }

    private static string? OfFewReturningCustomers(OrderHistory history)
    {
        int returning = new LastOrders(history).Count;
        return returning < FewCustomers
            ? $"Only {Count(returning)} of {Count(history.Customers.Count)} customers ordered more than once; metrics on so few are mostly noise."
            : null;
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) => ((double)part / whole).ToString("0.0 %", CultureInfo.InvariantCulture);
}
