namespace Cadabra.Orders;

/// <summary>Why an order line is not counted as a sale. A line has exactly one reason: the first that applies, in this order.</summary>
public enum OrderRejection
{
    /// <summary>Not eight columns, a quote never closed or followed by text, a line over the length limit, or an unreadable quantity, price or date.</summary>
    Malformed,

    /// <summary>The stock code does not begin with five digits: postage, bank charges, discounts, commissions, samples.</summary>
    NotAProduct,

    /// <summary>The customer id is empty.</summary>
    NoCustomer,

    /// <summary>The invoice begins with <c>C</c>, or the quantity is below zero. Returns are kept apart, not lost.</summary>
    Return,

    /// <summary>The price is below zero, or the quantity is zero.</summary>
    NotASale,
}
