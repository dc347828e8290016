using System.Text;

namespace Cadabra.Orders.Tests;

/// <summary>Everything the reader says about a log, copied out of its batches.</summary>
internal sealed class ReadOrders
{
    private readonly List<(OrderLine Line, bool IsReturn)> _all = [];
    private readonly List<RejectedLine> _samples = [];

    public OrderCounts Counts { get; private set; } = OrderCounts.Zero;

    public IReadOnlyList<(OrderLine Line, bool IsReturn)> All => _all;

    public IReadOnlyList<RejectedLine> Samples => _samples;

    public IEnumerable<OrderLine> Sales => _all.Where(line => !line.IsReturn).Select(line => line.Line);

    public static ReadOrders From(string log) => From(Encoding.UTF8.GetBytes(log));

    public static ReadOrders From(byte[] log) => From(new MemoryStream(log));

    // Every stream of these tests completes at once, so that nothing ever waits here; CsCheck's laws are synchronous.
    public static ReadOrders From(Stream stream) => FromAsync(stream).GetAwaiter().GetResult();

    public static async Task<ReadOrders> FromAsync(Stream stream)
    {
        ReadOrders orders = new();
        await foreach (OrderBatch batch in OrderLineReader.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            orders.Counts = orders.Counts.Add(batch.Counts);
            orders._samples.AddRange(batch.Samples);
            for (int i = 0; i < batch.Count; i++)
            {
                orders._all.Add((batch[i].ToOrderLine(), batch[i].IsReturn));
            }
        }

        return orders;
    }
}
