namespace Cadabra.Orders.Parsing;

/// <summary>What the parser found a line to be, in more detail than the reason it is counted under.</summary>
internal enum LineVerdict : byte
{
    Kept,
    NotAProduct,
    NoCustomer,
    Return,
    NotASale,
    Header,

    // Everything from here on is malformed.
    Empty,
    TooLong,
    UnclosedQuote,
    TextAfterQuote,
    WrongColumnCount,
    BadQuantity,
    BadInvoiceDate,
    BadUnitPrice,
}
