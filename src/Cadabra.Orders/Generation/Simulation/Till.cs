using System.Globalization;

namespace Cadabra.Orders.Generation.Simulation;

/// <summary>Rings up one invoice after another: sales, and returns of what was sold.</summary>
/// <param name="products">The catalog.</param>
/// <param name="tastes">What customers want of it.</param>
/// <param name="random">Decides.</param>
internal sealed class Till(ShopProduct[] products, ShopTastes tastes, ShopRandom random)
{
    private const int FirstInvoice = 536_365;

    // Shares of invoices.
    private const double ReturnShare = 0.11;
    private const double AnonymousShare = 0.10;
    private const double PostageShareAbroad = 0.5;
    private const double ChargeShare = 0.012;

    // Shares of lines.
    private const double RepeatShare = 0.15;
    private const double TwiceShare = 0.005;
    private const double NothingDeliveredShare = 0.001;
    private const double GiftShare = 0.002;

    private const int MostLines = 150;
    private const int BulkQuantity = 24;
    private const decimal BulkPrice = 0.85m;
    private const string HomeCountry = "United Kingdom";

    private static readonly InvoiceItem[] Charges =
    [
        new("DOT", "DOTCOM POSTAGE", 1, 24.95m),
        new("M", "Manual", 1, 4.25m),
        new("M", "Manual", 2, 1.25m),
        new("BANK CHARGES", "Bank Charges", 1, 15.00m),
        new("S", "SAMPLES", 1, 33.05m),
    ];

    private readonly HashSet<int> _basket = [];
    private int _number = FirstInvoice;

    /// <summary>The next invoice of a customer in a month, counted from 1.</summary>
    public Invoice Ring(ShopCustomer customer, int month)
    {
        _number += random.Chance(0.05) ? 2 : 1;
        string number = _number.ToString(CultureInfo.InvariantCulture);
        if (random.Chance(ReturnShare) && TakeBack(customer) is { Count: > 0 } returned)
        {
            return new Invoice("C" + number, customer.Id, customer.Country, returned);
        }

        bool anonymous = random.Chance(AnonymousShare);
        return new Invoice(number, anonymous ? "" : customer.Id, customer.Country, Sell(customer, anonymous, month));
    }

    private List<InvoiceItem> TakeBack(ShopCustomer customer)
    {
        var items = new List<InvoiceItem>();
        int count = 1 + random.Next(3);
        while (items.Count < count && customer.TryReturn(random, out (int Product, int Quantity) purchase))
        {
            ShopProduct product = products[purchase.Product];
            items.Add(new InvoiceItem(product.StockCode, product.Description, -1 - random.Next(purchase.Quantity), product.UnitPrice));
        }

        return items;
    }

    private List<InvoiceItem> Sell(ShopCustomer customer, bool anonymous, int month)
    {
        int count = (int)Math.Clamp(random.NextLogNormal(customer.UsualLines, 0.7), 1, MostLines);
        var items = new List<InvoiceItem>(count + 2);
        _basket.Clear();
        for (int line = 0; line < count; line++)
        {
            int product = Choose(customer, anonymous, month);
            if (!_basket.Add(product))
            {
                continue;
            }

            InvoiceItem item = Price(products[product], customer);
            items.Add(item);
            if (random.Chance(TwiceShare))
            {
                items.Add(item);
            }

            if (!anonymous && item.Quantity > 0)
            {
                customer.Buy(product, item.Quantity);
            }
        }

        if (customer.Country != HomeCountry && random.Chance(PostageShareAbroad))
        {
            items.Add(new InvoiceItem("POST", "POSTAGE", 1 + random.Next(3), 18.00m));
        }

        if (random.Chance(ChargeShare))
        {
            items.Add(random.Pick<InvoiceItem>(Charges));
        }

        return items;
    }

    private int Choose(ShopCustomer customer, bool anonymous, int month)
    {
        while (true)
        {
            // An anonymous sale shows the customer's taste, but not their history.
            bool again = !anonymous && customer.Bought.Count > 0 && random.Chance(RepeatShare);
            int product = again ? customer.Bought[random.Next(customer.Bought.Count)] : tastes.Draw(customer.Tastes, random);
            ShopCategory shelf = ShopVocabulary.Categories[products[product].Category];
            if (random.Chance(shelf.Season[month - 1]))
            {
                return product;
            }
        }
    }

    private InvoiceItem Price(ShopProduct product, ShopCustomer customer)
    {
        double luck = random.NextDouble();
        if (luck < NothingDeliveredShare)
        {
            return new InvoiceItem(product.StockCode, product.Description, 0, product.UnitPrice);
        }

        if (luck < NothingDeliveredShare + GiftShare)
        {
            return new InvoiceItem(product.StockCode, product.Description, 1, 0m);
        }

        int quantity = product.UnitPrice switch
        {
            < 1m => random.Pick([2, 4, 6, 6, 12, 12, 24]),
            < 4m => random.Pick([1, 2, 2, 3, 4, 6, 12]),
            _ => random.Pick([1, 1, 1, 2, 2, 3, 4]),
        };
        quantity *= customer.IsTrader ? 4 : 1;
        decimal price = quantity >= BulkQuantity ? Math.Round(product.UnitPrice * BulkPrice, 2) : product.UnitPrice;
        return new InvoiceItem(product.StockCode, product.Description, quantity, price);
    }
}
