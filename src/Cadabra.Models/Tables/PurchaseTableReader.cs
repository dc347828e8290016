using Cadabra.Models.Parquet;
using Cadabra.Recommender.Data;

namespace Cadabra.Models.Tables;

/// <summary>Reads the purchases, part by part, in any order; a (customer, product) pair comes at most once.</summary>
internal sealed class PurchaseTableReader(int customerCount, int productCount)
{
    private int[] _customers = [];
    private int[] _products = [];
    private float[] _weights = [];
    private DateTime[] _last = [];
    private int _count;

    public void Add(TablePart part)
    {
        long total = _count + part.Metadata.NumRows;
        if (total > Array.MaxLength)
        {
            throw part.Damaged($"the purchases up to here are {total}; a model holds at most {Array.MaxLength}");
        }

        Array.Resize(ref _customers, (int)total);
        Array.Resize(ref _products, (int)total);
        Array.Resize(ref _weights, (int)total);
        Array.Resize(ref _last, (int)total);
        part.ReadGroups(Add);
    }

    /// <summary>Builds the matrix. The reader is used up.</summary>
    /// <param name="damaged">Makes the error for the table as a whole.</param>
    /// <exception cref="ModelDamagedException">A pair comes twice.</exception>
    public Purchases Build(Func<string, ModelDamagedException> damaged)
    {
        if (!IsOrdered())
        {
            Sort();
        }

        var offsets = new int[customerCount + 1];
        for (int row = 0; row < _count; row++)
        {
            if (row > 0 && Key(row) == Key(row - 1))
            {
                throw damaged($"customer {_customers[row]} and product {_products[row]} come twice; expected each pair once");
            }

            offsets[_customers[row] + 1]++;
        }

        for (int customer = 0; customer < customerCount; customer++)
        {
            offsets[customer + 1] += offsets[customer];
        }

        return new Purchases(new SparseRows(productCount, offsets, _products, _weights), _last);
    }

    private void Add(TableGroup group)
    {
        Span<int> customers = _customers.AsSpan(_count, group.RowCount);
        Span<int> products = _products.AsSpan(_count, group.RowCount);
        Span<float> weights = _weights.AsSpan(_count, group.RowCount);
        group.Read(PurchaseTable.Customer, customers);
        group.Read(PurchaseTable.Product, products);
        group.ReadFloats(PurchaseTable.Weight, weights);
        Timestamps.Read(group, PurchaseTable.Last, _last.AsSpan(_count, group.RowCount));
        RequireInRange(group, PurchaseTable.Customer, customers, customerCount);
        RequireInRange(group, PurchaseTable.Product, products, productCount);
        for (int row = 0; row < weights.Length; row++)
        {
            if (!float.IsFinite(weights[row]))
            {
                throw group.Part.Damaged($"the weight of customer {customers[row]} and product {products[row]} is {weights[row]}; expected a finite number");
            }
        }

        _count += group.RowCount;
    }

    private static void RequireInRange(TableGroup group, string name, ReadOnlySpan<int> ids, int count)
    {
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)count)
            {
                throw group.Part.Damaged($"{name} {id} is out of range; the manifest counts {count}, so ids are 0 to {count - 1}");
            }
        }
    }

    private long Key(int row) => ((long)_customers[row] << 32) | (uint)_products[row];

    private bool IsOrdered()
    {
        for (int row = 1; row < _count; row++)
        {
            if (Key(row) < Key(row - 1))
            {
                return false;
            }
        }

        return true;
    }

    private void Sort()
    {
        var keys = new long[_count];
        var order = new int[_count];
        for (int row = 0; row < _count; row++)
        {
            keys[row] = Key(row);
            order[row] = row;
        }

        Array.Sort(keys, order);
        _customers = Array.ConvertAll(order, row => _customers[row]);
        _products = Array.ConvertAll(order, row => _products[row]);
        _weights = Array.ConvertAll(order, row => _weights[row]);
        _last = Array.ConvertAll(order, row => _last[row]);
    }
}
