namespace Cadabra.Orders.Generation.Simulation;

/// <summary>
/// What customers like, as a latent-factor model: P(product | customer) = Σ over tastes t of θ(customer, t) · φ(t, product), a
/// mixture of popularity and a few tastes, as in probabilistic latent semantic analysis (Hofmann 1999). As a matrix,
/// customers × products, it has rank tastes + 1: exactly what a matrix factorization can find, and popularity alone can not.
/// </summary>
internal sealed class ShopTastes
{
    // Enough customers share a taste for it to be found, and it takes no more tastes than there are styles to favour each.
    private const int CustomersPerTaste = 15;
    private const int FewestTastes = 6;
    private const int MostTastes = 24;

    // Share of purchases that follow popularity alone, whatever the customer's tastes.
    private const double PopularShare = 0.10;

    // Popularity 1 / (rank + offset)^exponent (Zipf, Mandelbrot); inside a taste it is flatter.
    private const double ZipfOffset = 25;
    private const double ZipfExponent = 1.0;
    private const double TasteFlattening = 0.6;

    private static readonly double[] FavouriteShelves = [1, 0.6, 0.3];
    private static readonly double[] FavouriteStyles = [1, 0.8, 0.6, 0.4];
    private const double OtherShelf = 0.02;
    private const double OtherStyle = 0.03;

    // A customer's tastes by importance.
    private static readonly double[] TasteShares = [0.75, 0.20, 0.05];

    private readonly AliasTable _popularity;
    private readonly AliasTable[] _tastes;

    /// <summary>Invents popularity and tastes for a catalog, for so many customers.</summary>
    public ShopTastes(ShopProduct[] products, int customers, ShopRandom random)
    {
        double[] popularity = new double[products.Length];
        for (int rank = 0; rank < products.Length; rank++)
        {
            popularity[rank] = Math.Pow(rank + ZipfOffset, -ZipfExponent);
        }

        random.Shuffle<double>(popularity);
        _popularity = new AliasTable(popularity);
        _tastes = new AliasTable[Math.Clamp(customers / CustomersPerTaste, FewestTastes, MostTastes)];
        for (int taste = 0; taste < _tastes.Length; taste++)
        {
            // Where there are enough tastes, every shelf and every style is the favourite of one.
            double[] shelves = DrawAffinities(ShopVocabulary.Categories.Length, FavouriteShelves, OtherShelf, first: taste % ShopVocabulary.Categories.Length, random);
            double[] styles = DrawAffinities(ShopVocabulary.Styles.Length, FavouriteStyles, OtherStyle, first: taste % ShopVocabulary.Styles.Length, random);
            double[] weights = new double[products.Length];
            for (int product = 0; product < products.Length; product++)
            {
                weights[product] = Math.Pow(popularity[product], TasteFlattening) * shelves[products[product].Category] * styles[products[product].Style];
            }

            _tastes[taste] = new AliasTable(weights);
        }
    }

    /// <summary>Draws the tastes of a customer, most important first.</summary>
    public int[] DrawTastes(ShopRandom random)
    {
        int[] tastes = new int[TasteShares.Length];
        foreach (ref int taste in tastes.AsSpan())
        {
            taste = random.Next(_tastes.Length);
        }

        return tastes;
    }

    /// <summary>Draws a product that a customer of these tastes wants, whatever the season.</summary>
    public int Draw(int[] tastes, ShopRandom random)
    {
        double at = random.NextDouble() - PopularShare;
        if (at < 0)
        {
            return _popularity.Draw(random);
        }

        at /= 1 - PopularShare;
        int which = at < TasteShares[0] ? 0 : at < TasteShares[0] + TasteShares[1] ? 1 : 2;
        return _tastes[tastes[which]].Draw(random);
    }

    private static double[] DrawAffinities(int count, double[] favourites, double other, int first, ShopRandom random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle<int>(order);
        int at = Array.IndexOf(order, first);
        (order[0], order[at]) = (order[at], order[0]);
        double[] affinities = new double[count];
        Array.Fill(affinities, other);
        for (int favourite = 0; favourite < favourites.Length; favourite++)
        {
            affinities[order[favourite]] = favourites[favourite];
        }

        return affinities;
    }
}
