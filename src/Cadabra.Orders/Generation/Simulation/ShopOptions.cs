namespace Cadabra.Orders.Generation.Simulation;

/// <summary>Which shop to invent. Equal options mean equal lines.</summary>
public sealed record ShopOptions
{
    /// <summary>Seed of everything random. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Order lines to write. Default 100,000; 1 to 1,000,000,000.</summary>
    public long Lines { get; init; } = 100_000;

    /// <summary>Customers of the shop. Default null, which is sized by the lines (130 for 5,000 lines, 1,237 for 100,000, 11,700 for 2,000,000); 1 to 1,000,000.</summary>
    public int? Customers { get; init; }

    /// <summary>Products in the catalog. Default null, which is sized by the lines (388 for 5,000 lines, 1,739 for 100,000, 7,778 for 2,000,000); 10 to 20,000.</summary>
    public int? Products { get; init; }

    /// <summary>First day. Default null, which is one year before the day after <see cref="End"/>.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day. Default 2025-12-31: a fixed day, so that a seed alone tells which shop it is.</summary>
    public DateOnly End { get; init; } = new(2025, 12, 31);

    internal DateOnly FirstDay => Start ?? End.AddDays(1).AddYears(-1);

    // Grows more slowly than the lines do: a bigger shop has more customers, and each of them buys more.
    internal int CustomerCount => Customers ?? (int)Math.Clamp(0.22 * Math.Pow(Lines, 0.75), 5, 1_000_000);

    // Like the vocabulary of a text, a catalog grows about with the square root of what is sold (Heaps' law).
    internal int ProductCount => Products ?? (int)Math.Clamp(5.5 * Math.Sqrt(Lines), 50, 20_000);

    internal void Validate()
    {
        ThrowUnless(Lines is >= 1 and <= 1_000_000_000, $"Lines is {Lines}; it must be 1 to 1,000,000,000.");
        ThrowUnless(Customers is null or (>= 1 and <= 1_000_000), $"Customers is {Customers}; it must be 1 to 1,000,000.");
        ThrowUnless(Products is null or (>= 10 and <= 20_000), $"Products is {Products}; it must be 10 to 20,000.");
        ThrowUnless(End.Year is > 1 and < 9999, $"End is {End:O}; it must be a day of the years 2 to 9998.");
        ThrowUnless(Start is null || Start <= End, $"Start is {Start:O}; it must be no later than End, {End:O}.");
    }

    private static void ThrowUnless(bool valid, FormattableString message)
    {
        if (!valid)
        {
            throw new ArgumentException(FormattableString.Invariant(message));
        }
    }
}
