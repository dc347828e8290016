using System.Text;
using Cadabra.Orders.Parsing;

namespace Cadabra.Orders.Tests;

public sealed class OrderLineReaderAllocationTests
{
    // What a batch keeps of a line beside its text: five slices, a price, a date and a quantity.
    private const int RecordBytes = 72;

    private static readonly string[] Lines =
    [
        "536365,85123A,HEART HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n",
        "C536365,85123A,\"HEART, \"\"RED\"\"\",-6,12/1/2010 8:26,-2.55,17850,United Kingdom\r\n",
        "536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.00,12583.0,France\n",
        "536365,85123A,BROKEN,x,2010-12-01 08:26:00,18.00,12583.0,France\n",
    ];

    [Fact]
    public async Task More_lines_cost_their_text_and_their_records_and_nothing_else()
    {
        const int Repeats = 50_000;
        byte[] once = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(string.Concat(Lines), Repeats)));
        byte[] twice = [.. once, .. once];
        await AllocatedByReadingAsync(twice);

        long extra = await AllocatedByReadingAsync(twice) - await AllocatedByReadingAsync(once);

        // Two of the four lines are kept. Blocks are cut at line ends, so one more or less may be needed; what a batch itself
        // takes is small beside it.
        long owned = once.Length + (2 * Repeats * RecordBytes);
        long blocks = once.Length / LineBlockReader.BlockBytes;
        Assert.InRange(extra, owned - LineBlockReader.BlockBytes, owned + LineBlockReader.BlockBytes + (blocks * 2_000));
    }

    // The stream completes at once, so that all of the reading happens on this thread.
    private static async Task<long> AllocatedByReadingAsync(byte[] log)
    {
        using MemoryStream stream = new(log);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long lengths = 0;
        await foreach (OrderBatch batch in OrderLineReader.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                OrderLineView line = batch[i];
                lengths += line.InvoiceNo.Length + line.Description.Length + line.CustomerId.Length + line.Quantity;
            }
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(lengths > 0);
        return allocated;
    }
}
