using System.Globalization;

namespace Cadabra.Orders.Generation.Simulation;

/// <summary>Invents the products: designs of a shelf and a style, some in several colours that share five digits.</summary>
internal static class ShopCatalog
{
    private const int FirstCode = 20_601;
    private const string StylePlace = "*";

    // Shares of designs, and of designs with variants.
    private const double VariantShare = 0.1;
    private const double ColourLastShare = 0.4;

    private static readonly decimal[] PenceEndings = [0.05m, 0.19m, 0.25m, 0.39m, 0.45m, 0.55m, 0.65m, 0.75m, 0.85m, 0.95m];

    /// <summary>Invents so many products; no two share a code or a description.</summary>
    public static ShopProduct[] Invent(int count, ShopRandom random)
    {
        var products = new List<ShopProduct>(count);
        var designs = new HashSet<string>();
        int code = FirstCode;
        while (products.Count < count)
        {
            // Shelves in turn, so that even a small shop has every one.
            int category = products.Count % ShopVocabulary.Categories.Length;
            int style = random.Next(ShopVocabulary.Styles.Length);
            string pattern = DrawPattern(ShopVocabulary.Categories[category], random);
            string design = pattern.Replace(StylePlace, ShopVocabulary.Styles[style]);
            if (!designs.Add(design))
            {
                continue;
            }

            code += 1 + random.Next(5);
            decimal price = DrawPrice(ShopVocabulary.Categories[category], random);
            string digits = code.ToString("D5", CultureInfo.InvariantCulture);
            if (!random.Chance(VariantShare))
            {
                products.Add(new ShopProduct(digits, design, category, style, price));
                continue;
            }

            bool colourLast = random.Chance(ColourLastShare);
            int variants = Math.Min(2 + random.Next(4), count - products.Count);
            for (int variant = 0; variant < variants; variant++)
            {
                string colour = ShopVocabulary.Colours[variant];
                string description = colourLast ? $"{design}, {colour}" : pattern.Replace(StylePlace, $"{colour} {ShopVocabulary.Styles[style]}");
                products.Add(new ShopProduct(digits + (char)('A' + variant), description, category, style, price));
            }
        }

        return [.. products];
    }

    private static string DrawPattern(ShopCategory category, ShopRandom random)
    {
        string noun = random.Pick<string>(category.Nouns);
        return random.Next(32) switch
        {
            < 12 => $"* {noun}",
            < 16 => $"SET OF {2 + random.Next(5)} * {noun}S",
            < 19 => $"PACK OF {random.Pick([6, 12, 20, 24])} * {noun}S",
            < 21 => $"BOX OF {random.Pick([4, 6, 8])} * {noun}S",
            < 24 => $"MINI * {noun}",
            < 27 => $"LARGE * {noun}",
            < 30 => $"* {noun} WITH RIBBON",
            30 => $"* {noun} \"{random.Pick<string>(ShopVocabulary.Slogans)}\"",
            _ => $"* {noun} {random.Pick([4, 6, 8, 12])}\"",
        };
    }

    private static decimal DrawPrice(ShopCategory category, ShopRandom random)
    {
        double price = category.LowPrice * Math.Pow(category.HighPrice / category.LowPrice, random.NextDouble());
        return Math.Floor((decimal)price) + random.Pick<decimal>(PenceEndings);
    }
}
