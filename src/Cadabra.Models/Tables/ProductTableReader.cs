using System.Text;
using Cadabra.Models.Parquet;

namespace Cadabra.Models.Tables;

/// <summary>Reads the catalog, part by part, in any order; every dense id comes once.</summary>
internal sealed class ProductTableReader(int productCount)
{
    private readonly Product[] _products = new Product[productCount];
    private readonly IdTable _ids = new(productCount, "products");

    public void Add(TablePart part) => part.ReadGroups(group =>
    {
        var ids = new int[group.RowCount];
        var prices = new double[group.RowCount];
        var firstSold = new DateTime[group.RowCount];
        var lastSold = new DateTime[group.RowCount];
        var orderCounts = new int[group.RowCount];
        var customerCounts = new int[group.RowCount];
        group.Read<int>(ProductTable.Id, ids);
        TextColumn codes = group.ReadText(ProductTable.Product);
        TextColumn descriptions = group.ReadText(ProductTable.Description);
        group.Read(ProductTable.Price, missing: double.NaN, prices);
        Timestamps.Read(group, ProductTable.FirstSold, firstSold);
        Timestamps.Read(group, ProductTable.LastSold, lastSold);
        group.Read<int>(ProductTable.OrderCount, orderCounts);
        group.Read<int>(ProductTable.CustomerCount, customerCounts);
        for (int row = 0; row < ids.Length; row++)
        {
            _ids.Add(part, ids[row], codes[row]);
            _products[ids[row]] = new Product
            {
                Id = ids[row],
                Code = Encoding.UTF8.GetString(codes[row]),
                Description = Encoding.UTF8.GetString(descriptions[row]),
                Price = double.IsNaN(prices[row]) ? null : prices[row],
                FirstSold = Known(firstSold[row]),
                LastSold = Known(lastSold[row]),
                OrderCount = orderCounts[row],
                CustomerCount = customerCounts[row],
            };
        }
    });

    /// <summary>Builds the catalog.</summary>
    /// <param name="damaged">Makes the error for the table as a whole.</param>
    /// <exception cref="ModelDamagedException">A dense id is missing, or two products share a code.</exception>
    public Catalog Build(Func<string, ModelDamagedException> damaged) => new(_products, _ids.Build(damaged));

    private static DateTime? Known(DateTime time) => time == DateTime.MinValue ? null : time;
}
