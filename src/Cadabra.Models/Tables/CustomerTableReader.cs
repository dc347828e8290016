using Cadabra.Models.Parquet;
using Cadabra.Recommender.Data;

namespace Cadabra.Models.Tables;

/// <summary>Reads the customers' ids, part by part, in any order; every dense id comes once.</summary>
internal sealed class CustomerTableReader(int customerCount)
{
    private readonly IdTable _ids = new(customerCount, "customers");

    public void Add(TablePart part) => part.ReadGroups(group =>
    {
        var ids = new int[group.RowCount];
        group.Read<int>(CustomerTable.Id, ids);
        TextColumn customers = group.ReadText(CustomerTable.Customer);
        for (int row = 0; row < ids.Length; row++)
        {
            _ids.Add(part, ids[row], customers[row]);
        }
    });

    /// <summary>Builds the index.</summary>
    /// <param name="damaged">Makes the error for the table as a whole.</param>
    /// <exception cref="ModelDamagedException">A dense id is missing, or two share a text.</exception>
    public IdIndex Build(Func<string, ModelDamagedException> damaged) => _ids.Build(damaged);
}
