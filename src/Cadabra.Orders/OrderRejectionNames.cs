namespace Cadabra.Orders;

/// <summary>The names that reports and JSON give the reasons of <see cref="OrderRejection"/>.</summary>
public static class OrderRejectionNames
{
    /// <summary>The reason as reports spell it, for example <c>not-a-product</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rejection"/> is not a defined reason.</exception>
    public static string ToName(this OrderRejection rejection) => rejection switch
    {
        OrderRejection.Malformed => "malformed",
        OrderRejection.NotAProduct => "not-a-product",
        OrderRejection.NoCustomer => "no-customer",
        OrderRejection.Return => "return",
        OrderRejection.NotASale => "not-a-sale",
        _ => throw new ArgumentOutOfRangeException(nameof(rejection), rejection, "Not a reason of OrderRejection."),
    };
}
