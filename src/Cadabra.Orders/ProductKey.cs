namespace Cadabra.Orders;

/// <summary>Which part of a stock code names the product.</summary>
public enum ProductKey
{
    /// <summary>The whole stock code in upper case: <c>85123a</c> and <c>85123A</c> are one product, <c>85123B</c> another. The default.</summary>
    StockCode,

    /// <summary>The first five digits: all variants of <c>85123</c> are one product.</summary>
    FirstFiveDigits,
}
