using System.Globalization;

namespace Cadabra.Orders.Generation.Simulation;

/// <summary>A customer of the invented shop, and what they have bought so far.</summary>
/// <param name="id">Id as printed on invoices.</param>
/// <param name="country">Country of residence.</param>
/// <param name="tastes">Tastes, most important first.</param>
/// <param name="firstDay">Number of the day, counted from 0, before which they know nothing of the shop.</param>
/// <param name="usualLines">Median number of lines on an invoice.</param>
/// <param name="isTrader">Buys by the box, to sell on.</param>
internal sealed class ShopCustomer(string id, string country, int[] tastes, int firstDay, double usualLines, bool isTrader)
{
    // Nobody returns what was bought long ago.
    private const int MostReturnable = 24;

    private readonly List<int> _bought = [];
    private readonly List<(int Product, int Quantity)> _returnable = [];

    public string Id { get; } = id;

    public string Country { get; } = country;

    public int[] Tastes { get; } = tastes;

    public int FirstDay { get; } = firstDay;

    public double UsualLines { get; } = usualLines;

    public bool IsTrader { get; } = isTrader;

    /// <summary>Products bought, once for each purchase, so that a random one is more likely one bought often.</summary>
    public IReadOnlyList<int> Bought => _bought;

    /// <summary>Invents the customers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="days">Days that the shop trades; most customers know it from the first day, others come in the course of time.</param>
    /// <param name="tastes">What there is to like.</param>
    /// <param name="random">Decides.</param>
    public static ShopCustomer[] Invent(int count, int days, ShopTastes tastes, ShopRandom random)
    {
        const int FirstId = 12_346;
        const double KnownFromStart = 0.4;
        const double LastArrival = 0.9;
        var countries = new AliasTable([.. ShopVocabulary.Countries.Select(country => country.Share)]);
        int[] ids = [.. Enumerable.Range(FirstId, count)];
        random.Shuffle<int>(ids);
        var customers = new ShopCustomer[count];
        for (int index = 0; index < count; index++)
        {
            // The first customer is always there, so that the shop never waits for one.
            bool knownFromStart = index == 0 || random.Chance(KnownFromStart);
            customers[index] = new ShopCustomer(
                ids[index].ToString(CultureInfo.InvariantCulture),
                ShopVocabulary.Countries[countries.Draw(random)].Name,
                tastes.DrawTastes(random),
                knownFromStart ? 0 : (int)(days * LastArrival * random.NextDouble()),
                usualLines: random.NextLogNormal(median: 8, sigma: 0.5),
                isTrader: random.Chance(0.25));
        }

        return customers;
    }

    /// <summary>Remembers a purchase.</summary>
    public void Buy(int product, int quantity)
    {
        _bought.Add(product);
        if (_returnable.Count == MostReturnable)
        {
            _returnable.RemoveAt(0);
        }

        _returnable.Add((product, quantity));
    }

    /// <summary>Picks a purchase to return, each at most once; false if there is none.</summary>
    public bool TryReturn(ShopRandom random, out (int Product, int Quantity) purchase)
    {
        purchase = default;
        if (_returnable.Count == 0)
        {
            return false;
        }

        int index = random.Next(_returnable.Count);
        purchase = _returnable[index];
        _returnable.RemoveAt(index);
        return true;
    }
}
