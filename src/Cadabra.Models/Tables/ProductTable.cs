using Cadabra.Models.Parquet;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Cadabra.Models.Tables;

/// <summary>
/// Writes the catalog: <c>id: int, product: string, description: string, price: double, first_sold, last_sold: timestamp,
/// order_count, customer_count: int</c>.
/// </summary>
internal static class ProductTable
{
    public const string Id = "id";
    public const string Product = "product";
    public const string Description = "description";
    public const string Price = "price";
    public const string FirstSold = "first_sold";
    public const string LastSold = "last_sold";
    public const string OrderCount = "order_count";
    public const string CustomerCount = "customer_count";

    public static void Write(Stream stream, Catalog catalog, CancellationToken cancellationToken)
    {
        GroupNode schema = Columns.Schema(
            Columns.Int32(Id),
            Columns.Text(Product),
            Columns.Text(Description),
            Columns.OptionalDouble(Price),
            Columns.OptionalTime(FirstSold),
            Columns.OptionalTime(LastSold),
            Columns.Int32(OrderCount),
            Columns.Int32(CustomerCount));
        using var table = new TableWriter(stream, schema, cancellationToken: cancellationToken);
        foreach (Product[] products in catalog.Chunk(TableWriter.RowsPerGroup))
        {
            table.WriteGroup(group =>
            {
                group.Write<int>(Array.ConvertAll(products, product => product.Id));
                WriteText(group, products, product => product.Code);
                WriteText(group, products, product => product.Description);
                group.WriteOptional<double>(Array.ConvertAll(products, product => product.Price));
                group.WriteOptional<long>(Array.ConvertAll(products, product => Timestamps.ToMicros(product.FirstSold)));
                group.WriteOptional<long>(Array.ConvertAll(products, product => Timestamps.ToMicros(product.LastSold)));
                group.Write<int>(Array.ConvertAll(products, product => product.OrderCount));
                group.Write<int>(Array.ConvertAll(products, product => product.CustomerCount));
            });
        }

        table.Complete();
    }

    private static void WriteText(RowGroupWriter group, Product[] products, Func<Product, string> text)
    {
        var texts = new TextBatch();
        foreach (Product product in products)
        {
            texts.Add(text(product));
        }

        texts.WriteTo(group);
    }
}
