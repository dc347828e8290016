using Cadabra.Models.Parquet;
using ParquetSharp.Schema;

namespace Cadabra.Models.Tables;

/// <summary>Writes the purchases: <c>customer: int, product: int, weight: float, last: timestamp</c>, ordered by customer, then product.</summary>
internal static class PurchaseTable
{
    public const string Customer = "customer";
    public const string Product = "product";
    public const string Weight = "weight";
    public const string Last = "last";

    public static void Write(Stream stream, Purchases purchases, CancellationToken cancellationToken)
    {
        GroupNode schema = Columns.Schema(
            Columns.Int32(Customer),
            Columns.Int32(Product),
            Columns.Float(Weight),
            Columns.OptionalTime(Last));
        using var table = new TableWriter(stream, schema, cancellationToken: cancellationToken);
        int capacity = Math.Min(TableWriter.RowsPerGroup, purchases.Count);
        var customers = new int[capacity];
        var products = new int[capacity];
        var weights = new float[capacity];
        var last = new long?[capacity];
        int count = 0;
        for (int customer = 0; customer < purchases.Weights.RowCount; customer++)
        {
            ReadOnlySpan<int> columns = purchases.Weights.Columns(customer);
            ReadOnlySpan<float> values = purchases.Weights.Values(customer);
            ReadOnlySpan<DateTime> times = purchases.Last(customer);
            for (int entry = 0; entry < columns.Length; entry++)
            {
                customers[count] = customer;
                products[count] = columns[entry];
                weights[count] = values[entry];
                last[count] = Timestamps.ToMicros(times[entry] == DateTime.MinValue ? null : times[entry]);
                if (++count == capacity)
                {
                    Flush();
                }
            }
        }

        Flush();
        table.Complete();

        void Flush()
        {
            if (count == 0)
            {
                return;
            }

            table.WriteGroup(group =>
            {
                group.Write<int>(customers.AsSpan(0, count));
                group.Write<int>(products.AsSpan(0, count));
                group.Write<float>(weights.AsSpan(0, count));
                group.WriteOptional<long>(last.AsSpan(0, count));
            });
            count = 0;
        }
    }
}
