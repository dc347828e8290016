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
        int[] ids = group.Read<int>(ProductTable.Id);
        TextColumn codes = group.ReadText(ProductTable.Product);
        TextColumn descriptions = group.ReadText(ProductTable.Description);
        double?[] prices = group.ReadOptional<double>(ProductTable.Price);
        DateTime?[] first = Timestamps.Read(group, ProductTable.FirstSold);
        DateTime?[] last = Timestamps.Read(group, ProductTable.LastSold);
        int[] orders = group.Read<int>(ProductTable.OrderCount);
        int[] customers = group.Read<int>(ProductTable.CustomerCount);
        for (int row = 0; row < ids.Length; row++)
        {
            _ids.Add(part, ids[row], codes[row]);
            _products[ids[row]] = new Product
            {
                Id = ids[row],
                Code = Encoding.UTF8.GetString(codes[row]),
                Description = Encoding.UTF8.GetString(descriptions[row]),
                Price = prices[row],
                FirstSold = first[row],
                LastSold = last[row],
                OrderCount = orders[row],
                CustomerCount = customers[row],
            };
        }
    });

    /// <summary>Builds the catalog.</summary>
    /// <param name="damaged">Makes the error for the table as a whole.</param>
    /// <exception cref="ModelDamagedException">A dense id is missing, or two products share a code.</exception>
    public Catalog Build(Func<string, ModelDamagedException> damaged) => new(_products, _ids.Build(damaged));
}
