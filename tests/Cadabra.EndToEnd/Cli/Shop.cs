using System.Globalization;
using System.Text;

namespace Cadabra.EndToEnd.Cli;

/// <summary>A shop small enough to reason about: two groups of customers, each buying from its own half of the catalog.</summary>
internal static class Shop
{
    public const int Customers = 40;
    public const int Products = 20;

    /// <summary>Writes its orders: three invoices a customer, two lines each, and one line for every reason to reject.</summary>
    public static string WriteOrders(string path)
    {
        var csv = new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\r\n");
        for (int customer = 0; customer < Customers; customer++)
        {
            for (int order = 0; order < 3; order++)
            {
                for (int line = 0; line < 2; line++)
                {
                    int product = ((customer + (3 * order) + line) % (Products / 2)) + (customer % 2 == 0 ? 0 : Products / 2);
                    csv.Append(CultureInfo.InvariantCulture, $"{1000 + (10 * customer) + order},{20000 + product}A,\"TEACUP {product}, BLUE\",2,2024-0{order + 1}-05 10:{customer:00}:00,1.50,C{customer},France\r\n");
                }
            }
        }

        csv.Append("5001,POST,POSTAGE,1,2024-03-06 10:00:00,3.00,C1,France\r\n");
        csv.Append("5002,20001A,TEACUP,1,2024-03-06 10:00:00,3.00,,France\r\n");
        csv.Append("C5003,20001A,TEACUP,-1,2024-03-06 10:00:00,3.00,C2,France\r\n");
        csv.Append("5004,20001A,TEACUP,0,2024-03-06 10:00:00,3.00,C2,France\r\n");
        csv.Append("5005,20001A,\"TEACUP,1,2024-03-06 10:00:00,3.00,C2,France\r\n");
        File.WriteAllText(path, csv.ToString());
        return path;
    }
}
