using System.IO.Compression;
using System.Text;
using Cadabra.Orders.Parsing;

namespace Cadabra.Orders.Tests;

/// <summary>What is known of the real input, each figure at the level where it is defined.</summary>
public sealed class OnlineRetailTests
{
    [Fact]
    public async Task Every_line_of_the_real_file_is_kept_or_counted_under_one_reason()
    {
        OrderCounts counts = OrderCounts.Zero;
        await using Stream stream = Open();
        await foreach (OrderBatch batch in OrderLineReader.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            counts = counts.Add(batch.Counts);
            Assert.Equal(batch.Count, batch.Counts.Kept + batch.Counts.Returns);
        }

        OrderCounts expected = new() { Lines = 541_909, Kept = 396_370, NotAProduct = 2_995, NoCustomer = 134_005, Returns = 8_539 };
        Assert.Equal(expected, counts);
        Assert.Equal(counts.Lines, counts.Kept + counts.Rejected);
    }

    [Fact]
    public async Task Customers_and_first_five_digits_make_260083_distinct_pairs()
    {
        HashSet<(string, string)> pairs = [];
        byte[] product = new byte[64];
        await using Stream stream = Open();
        await foreach (OrderBatch batch in OrderLineReader.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                OrderLineView line = batch[i];
                if (line.InvoiceNo[0] != 'C')
                {
                    int length = ProductKeys.Write(line.StockCode, ProductKey.FirstFiveDigits, product);
                    pairs.Add((Encoding.UTF8.GetString(line.CustomerId), Encoding.UTF8.GetString(product, 0, length)));
                }
            }
        }

        Assert.Equal(260_083, pairs.Count);
    }

    [Fact]
    public async Task The_columns_of_the_real_file_are_those_that_were_counted_elsewhere()
    {
        using MemoryStream log = new();
        await using Stream stream = Open();
        await stream.CopyToAsync(log, TestContext.Current.CancellationToken);
        int lines = 0, cancelled = 0, withoutCustomer = 0, commaInDescription = 0;
        ReadOnlySpan<byte> text = log.GetBuffer().AsSpan(0, (int)log.Length);
        OrderColumns columns = default;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (OrderLineSplitter.Split(line, 0, line.Length, ref columns, out _) == LineVerdict.Kept)
            {
                lines++;
                cancelled += OrderLineParser.IsCancellation(columns[OrderColumn.InvoiceNo].Of(line)) ? 1 : 0;
                withoutCustomer += columns[OrderColumn.CustomerId].Length == 0 ? 1 : 0;
                commaInDescription += columns[OrderColumn.Description].Of(line).Contains((byte)',') ? 1 : 0;
            }
        }

        Assert.Equal(541_909 + 1, lines);
        Assert.Equal(9_288, cancelled);
        Assert.Equal(135_080, withoutCustomer);
        Assert.Equal(4_796, commaInDescription);
    }

    private static GZipStream Open() => new(File.OpenRead(RealData.OnlineRetail), CompressionMode.Decompress);
}
