namespace Cadabra.Orders.Parsing;

/// <summary>The eight columns of an order line, by position; the names are those of the header line.</summary>
internal static class OrderColumn
{
    public const int InvoiceNo = 0;
    public const int StockCode = 1;
    public const int Description = 2;
    public const int Quantity = 3;
    public const int InvoiceDate = 4;
    public const int UnitPrice = 5;
    public const int CustomerId = 6;
    public const int Country = 7;
    public const int Count = 8;

    private static readonly string[] Names =
        ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

    public static string NameOf(int column) => Names[column];
}
