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
        List<string> warnings = [];
        AddShare(warnings, data, "malformed", MalformedShare, "are malformed; look at the samples, and at the program that writes them");
        AddShare(warnings, data, "no-customer", NoCustomerShare, "have no customer and teach nothing; log the customer id at checkout");
        AddUniform(warnings, data.Interactions);
        if (data is OrderData orders)
        {
            AddOrders(warnings, orders);
        }

        return warnings;
    }

    private static void AddOrders(List<string> warnings, OrderData orders)
    {
        OrderTable sales = orders.History.Sales;
        if (sales.Count == 0)
        {
            warnings.Add($"None of the {Count(orders.Lines)} lines is a sale of a product to a known customer; look at the rejected samples.");
            return;
        }

        AddRepeats(warnings, sales);
        AddFewCustomers(warnings, sales, orders.Customers.Count);
    }

    private static void AddShare(List<string> warnings, ITrainingData data, string reason, double limit, string consequence)
    {
        long lines = data.Rejected.GetValueOrDefault(reason);
        if (lines > limit * data.Lines)
        {
            warnings.Add($"{Count(lines)} lines ({Share(lines, data.Lines)}) {consequence}.");
        }
    }

    private static void AddRepeats(List<string> warnings, OrderTable sales)
    {
        var seen = new HashSet<(int Invoice, int Product, int Customer, int Quantity, DateTime Time, decimal Price)>(sales.Count);
        int repeats = 0;
        for (int row = 0; row < sales.Count; row++)
        {
            repeats += seen.Add((sales.Invoices[row], sales.Products[row], sales.Customers[row], sales.Quantities[row], sales.Times[row], sales.UnitPrices[row])) ? 0 : 1;
        }

        if (repeats > RepeatedShare * sales.Count)
        {
            warnings.Add($"{Count(repeats)} kept lines ({Share(repeats, sales.Count)}) repeat another one exactly; if logs were delivered twice, their purchases count twice.");
        }
    }

    // One rating for all is what the tutorial this grew out of had: explicit ALS then fits a constant and ranks by chance.
    private static void AddUniform(List<string> warnings, Interactions interactions)
    {
        if (interactions.Count == 0)
        {
            return;
        }

        float first = float.NaN;
        for (int customer = 0; customer < interactions.CustomerCount; customer++)
        {
            ReadOnlySpan<float> weights = interactions.ByCustomer.Values(customer);
            if (weights.IsEmpty)
            {
                continue;
            }

            first = float.IsNaN(first) ? weights[0] : first;
            if (weights.ContainsAnyExcept(first))
            {
                return;
            }
        }

        warnings.Add(string.Create(CultureInfo.InvariantCulture, $"All ratings are equal ({first}); --explicit would fit a constant and rank by chance. Stay with the implicit default."));
    }

    private static void AddFewCustomers(List<string> warnings, OrderTable sales, int customers)
    {
        var invoice = new int[customers];
        var several = new bool[customers];
        Array.Fill(invoice, -1);
        for (int row = 0; row < sales.Count; row++)
        {
            int customer = sales.Customers[row];
            several[customer] |= invoice[customer] >= 0 && invoice[customer] != sales.Invoices[row];
            invoice[customer] = sales.Invoices[row];
        }

        int returning = several.Count(static value => value);
        if (returning < FewCustomers)
        {
            warnings.Add($"Only {Count(returning)} of {Count(customers)} customers ordered more than once; metrics on so few are mostly noise.");
        }
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) => ((double)part / whole).ToString("0.0 %", CultureInfo.InvariantCulture);
}
