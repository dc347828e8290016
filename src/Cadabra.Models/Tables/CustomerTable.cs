using Cadabra.Models.Parquet;
using Cadabra.Recommender.Data;

namespace Cadabra.Models.Tables;

/// <summary>Writes the customers' ids: <c>id: int, customer: string</c>.</summary>
internal static class CustomerTable
{
    public const string Id = "id";
    public const string Customer = "customer";

    public static void Write(Stream stream, IdIndex customers, CancellationToken cancellationToken)
    {
        using var table = new TableWriter(stream, Columns.Schema(Columns.Int32(Id), Columns.Text(Customer)), cancellationToken: cancellationToken);
        var texts = new TextBatch();
        for (int start = 0; start < customers.Count; start += TableWriter.RowsPerGroup)
        {
            int[] ids = [.. Enumerable.Range(start, Math.Min(TableWriter.RowsPerGroup, customers.Count - start))];
            texts.Clear();
            foreach (int id in ids)
            {
                texts.Add(customers.Utf8(id));
            }

            table.WriteGroup(group =>
            {
                group.Write<int>(ids);
                texts.WriteTo(group);
            });
        }

        table.Complete();
    }
}
