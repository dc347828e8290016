namespace Cadabra.Orders;

/// <summary>
/// How many order lines were read and what became of them. <see cref="Lines"/> always equals <see cref="Kept"/> plus
/// <see cref="Rejected"/>: no line is lost without a reason. Header lines are not counted.
/// </summary>
public sealed record OrderCounts
{
    /// <summary>Nothing read yet: the value to start a sum from.</summary>
    public static OrderCounts Zero { get; } = new();

    /// <summary>Lines read, headers left out.</summary>
    public long Lines { get; init; }

    /// <summary>Lines that are sales.</summary>
    public long Kept { get; init; }

    /// <summary>Lines rejected as <see cref="OrderRejection.Malformed"/>.</summary>
    public long Malformed { get; init; }

    /// <summary>Lines rejected as <see cref="OrderRejection.NotAProduct"/>.</summary>
    public long NotAProduct { get; init; }

    /// <summary>Lines rejected as <see cref="OrderRejection.NoCustomer"/>.</summary>
    public long NoCustomer { get; init; }

    /// <summary>Lines that are a <see cref="OrderRejection.Return"/>; they are in the batch, marked.</summary>
    public long Returns { get; init; }

    /// <summary>Lines rejected as <see cref="OrderRejection.NotASale"/>.</summary>
    public long NotASale { get; init; }

    /// <summary>Lines rejected for any reason, returns included.</summary>
    public long Rejected => Malformed + NotAProduct + NoCustomer + Returns + NotASale;

    /// <summary>Lines rejected for one reason.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rejection"/> is not a defined reason.</exception>
    public long RejectedAs(OrderRejection rejection) => rejection switch
    {
        OrderRejection.Malformed => Malformed,
        OrderRejection.NotAProduct => NotAProduct,
        OrderRejection.NoCustomer => NoCustomer,
        OrderRejection.Return => Returns,
        OrderRejection.NotASale => NotASale,
        _ => throw new ArgumentOutOfRangeException(nameof(rejection), rejection, "Not a reason of OrderRejection."),
    };

    /// <summary>The sum of these counts and <paramref name="other"/>, as a new value; neither operand changes.</summary>
    public OrderCounts Add(OrderCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new OrderCounts
        {
            Lines = Lines + other.Lines,
            Kept = Kept + other.Kept,
            Malformed = Malformed + other.Malformed,
            NotAProduct = NotAProduct + other.NotAProduct,
            NoCustomer = NoCustomer + other.NoCustomer,
            Returns = Returns + other.Returns,
            NotASale = NotASale + other.NotASale,
        };
    }
}
