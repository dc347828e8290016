namespace Cadabra.Orders.Parsing;

/// <summary>Under which reason a verdict is counted.</summary>
internal static class LineVerdicts
{
    /// <summary>Number of verdicts.</summary>
    public const int Count = (int)LineVerdict.BadUnitPrice + 1;

    /// <summary>The reason, or null for a line that is kept or is a header.</summary>
    public static OrderRejection? ToRejection(this LineVerdict verdict) => verdict switch
    {
        LineVerdict.Kept or LineVerdict.Header => null,
        LineVerdict.NotAProduct => OrderRejection.NotAProduct,
        LineVerdict.NoCustomer => OrderRejection.NoCustomer,
        LineVerdict.Return => OrderRejection.Return,
        LineVerdict.NotASale => OrderRejection.NotASale,
        _ => OrderRejection.Malformed,
    };
}
