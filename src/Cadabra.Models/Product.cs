namespace Cadabra.Models;

/// <summary>One product of a catalog, as the training window showed it.</summary>
public sealed record Product
{
    /// <summary>Dense product id: the row of the product's factors.</summary>
    public required int Id { get; init; }

    /// <summary>The shop's product code.</summary>
    public required string Code { get; init; }

    /// <summary>Name as the shop prints it; empty if unknown.</summary>
    public string Description { get; init; } = "";

    /// <summary>Price of one unit in the shop's currency; null if unknown.</summary>
    public double? Price { get; init; }

    /// <summary>First sale in the training window, the shop's local time, to the microsecond; null if unknown.</summary>
    public DateTime? FirstSold { get; init; }

    /// <summary>Last sale in the training window, the shop's local time, to the microsecond; null if unknown.</summary>
    public DateTime? LastSold { get; init; }

    /// <summary>Number of orders that hold the product.</summary>
    public int OrderCount { get; init; }

    /// <summary>Number of customers who bought the product.</summary>
    public int CustomerCount { get; init; }
}
