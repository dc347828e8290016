namespace Cadabra.Orders.Generation.Simulation;

/// <summary>
/// Invents a shop and a time of its trade: named products on shelves, customers with latent tastes, seasons, repeat purchases,
/// returns, postage, sales that nobody put a customer to. The same options give the same lines. Proportions follow Online
/// Retail (Chen 2015), the orders of a real gift shop.
/// </summary>
public sealed class ShopSimulator
{
    // Activity of customers is log-normal: a few order every week, most once or twice a year.
    private const double ActivitySigma = 1.0;

    private readonly ShopOptions _options;

    /// <summary>Takes the options.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ShopSimulator(ShopOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <summary>
    /// Order lines in time order, as many as the options ask for, made while they are read. Lines of an invoice follow each
    /// other and share its time. Every enumeration begins anew.
    /// </summary>
    public IEnumerable<OrderLine> Simulate()
    {
        var random = new ShopRandom(_options.Seed);
        var calendar = new ShopCalendar(_options.FirstDay, _options.End);
        ShopProduct[] products = ShopCatalog.Invent(_options.ProductCount, random);
        var tastes = new ShopTastes(products, _options.CustomerCount, random);
        ShopCustomer[] customers = ShopCustomer.Invent(_options.CustomerCount, calendar.Days, tastes, random);
        var till = new Till(products, tastes, random);
        var activity = new AliasTable([.. customers.Select(_ => random.NextLogNormal(1, ActivitySigma))]);

        var invoices = new List<Invoice>();
        long rung = 0;
        long written = 0;
        for (int day = 0; day < calendar.Days; day++)
        {
            // A large invoice may pass the day's share; the days after make up for it.
            invoices.Clear();
            long target = calendar.LinesThrough(day, _options.Lines);
            while (rung < target)
            {
                Invoice invoice = till.Ring(NextCustomer(customers, activity, day, random), calendar.DateOf(day).Month);
                invoices.Add(invoice);
                rung += invoice.Items.Count;
            }

            var times = new DateTime[invoices.Count];
            calendar.DrawTimes(day, times, random);
            for (int index = 0; index < invoices.Count; index++)
            {
                Invoice invoice = invoices[index];
                foreach (InvoiceItem item in invoice.Items)
                {
                    if (written++ == _options.Lines)
                    {
                        yield break;
                    }

                    yield return new OrderLine(invoice.Number, item.StockCode, item.Description, item.Quantity, times[index], item.UnitPrice, invoice.CustomerId, invoice.Country);
                }
            }
        }
    }

    private static ShopCustomer NextCustomer(ShopCustomer[] customers, AliasTable activity, int day, ShopRandom random)
    {
        while (true)
        {
            ShopCustomer customer = customers[activity.Draw(random)];
            if (customer.FirstDay <= day)
            {
                return customer;
            }
        }
    }
}
