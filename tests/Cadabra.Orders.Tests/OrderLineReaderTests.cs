using System.Text;

namespace Cadabra.Orders.Tests;

public sealed class OrderLineReaderTests
{
    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private const string Sale = "536365,85123A,HEART HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n";

    [Fact]
    public void A_sale_is_read_column_by_column()
    {
        OrderLine expected = new(
            "536365", "85123A", "HEART HOLDER", 6, new DateTime(2010, 12, 1, 8, 26, 0), 2.55m, "17850", "United Kingdom");

        Assert.Equal([(expected, false)], ReadOrders.From(Sale).All);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void The_last_line_counts_whatever_ends_it(string ending)
    {
        ReadOrders orders = ReadOrders.From(Sale + Sale.TrimEnd('\n') + ending);

        Assert.Equal(new OrderCounts { Lines = 2, Kept = 2 }, orders.Counts);
        Assert.All(orders.Sales, sale => Assert.Equal("United Kingdom", sale.Country));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_quoted_last_column_may_be_followed_by_either_line_ending(string ending)
    {
        ReadOrders orders = ReadOrders.From($"1,85123A,X,6,2010-12-01 08:26,2.55,1,\"Korea, Republic of\"{ending}");

        Assert.Equal("Korea, Republic of", Assert.Single(orders.Sales).Country);
    }

    [Fact]
    public void Commas_and_doubled_quotes_in_quotes_belong_to_the_column()
    {
        ReadOrders orders = ReadOrders.From("536477,22041,\"RECORD, 7\"\" \"\"A\"\"\",48,2010-12-01 12:27:00,2.1,16210.0,\"\"\"EIRE\"\"\"\n");

        OrderLine sale = Assert.Single(orders.Sales);
        Assert.Equal("RECORD, 7\" \"A\"", sale.Description);
        Assert.Equal("\"EIRE\"", sale.Country);
    }

    [Fact]
    public void A_quote_inside_an_unquoted_column_is_text() =>
        Assert.Equal("PLATE 7\" X", Assert.Single(ReadOrders.From("1,22041,PLATE 7\" X,1,2010-12-01 12:27,2,1,EIRE\n").Sales).Description);

    [Fact]
    public void A_broken_quote_costs_only_its_own_line()
    {
        ReadOrders orders = ReadOrders.From(Sale + "536366,85123A,\"HEART,6,2010-12-01 08:26:00,2.55,17850.0,UK\n" + Sale + Sale);

        Assert.Equal(new OrderCounts { Lines = 4, Kept = 3, Malformed = 1 }, orders.Counts);
    }

    [Fact]
    public void Headers_are_skipped_wherever_delivery_put_them()
    {
        string upper = Header.ToUpperInvariant().Replace("\n", "\r\n", StringComparison.Ordinal);
        string quoted = "\"InvoiceNo\",\"StockCode\",\"Description\",\"Quantity\",\"InvoiceDate\",\"UnitPrice\",\"CustomerID\",\"Country\"\n";

        ReadOrders orders = ReadOrders.From(Header + Sale + upper + Sale + "\uFEFF" + Header + Sale + quoted);

        Assert.Equal(new OrderCounts { Lines = 3, Kept = 3 }, orders.Counts);
    }

    [Fact]
    public void A_header_with_a_column_missing_is_malformed() =>
        Assert.Equal(1, ReadOrders.From(Header.Replace("Country", "Land", StringComparison.Ordinal)).Counts.Malformed);

    [Fact]
    public void A_byte_order_mark_at_the_start_is_not_part_of_the_first_invoice() =>
        Assert.Equal("536365", Assert.Single(ReadOrders.From("\uFEFF" + Sale).Sales).InvoiceNo);

    [Fact]
    public void Empty_lines_are_malformed()
    {
        OrderCounts counts = ReadOrders.From("\n" + Sale + "\r\n\n").Counts;

        Assert.Equal(new OrderCounts { Lines = 4, Kept = 1, Malformed = 3 }, counts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void Nothing_is_no_line(string log) => Assert.Equal(OrderCounts.Zero, ReadOrders.From(log).Counts);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_read_as_Latin1_and_the_others_stay()
    {
        byte[] log = [
            .. "1,85123A,VOUCHER "u8, 0xA3, .. "40,6,2010-12-01 08:26,2.55,1,C"u8, 0xF4, .. "te d'Ivoire\n"u8,
            .. "2,85123A,VOUCHER £40,6,2010-12-01 08:26,2.55,1,Österreich\n"u8,
        ];

        OrderLine[] sales = [.. ReadOrders.From(log).Sales];

        Assert.Equal(["VOUCHER £40", "VOUCHER £40"], sales.Select(sale => sale.Description));
        Assert.Equal(["Côte d'Ivoire", "Österreich"], sales.Select(sale => sale.Country));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(100_000, 0, 1)]
    [InlineData(3_000_000, 0, 1)]
    public void A_line_over_the_limit_is_malformed_and_takes_no_other_along(int excess, int kept, int malformed)
    {
        const string Start = "1,85123A,";
        const string End = ",6,2010-12-01 08:26,2.55,1,UK";
        string longLine = Start + new string('X', OrderLineReader.MaxLineBytes - Start.Length - End.Length + excess) + End;

        ReadOrders orders = ReadOrders.From(Sale + longLine + "\r\n" + Sale + longLine);

        Assert.Equal(new OrderCounts { Lines = 4, Kept = 2 + (2 * kept), Malformed = 2 * malformed }, orders.Counts);
        Assert.All(orders.Samples, sample => Assert.Equal("the line is longer than 1,024,000 bytes", sample.Explanation));
        Assert.Equal(malformed == 0 ? [] : [2L, 4L], orders.Samples.Select(sample => sample.LineNumber));
    }

    [Fact]
    public void Lines_longer_than_a_scanned_window_are_read_whole()
    {
        string description = string.Concat(Enumerable.Repeat("LONG, ", 5_000));

        ReadOrders orders = ReadOrders.From(Sale + Sale.Replace("HEART HOLDER", $"\"{description}\"", StringComparison.Ordinal) + Sale);

        Assert.Equal(["HEART HOLDER", description, "HEART HOLDER"], orders.Sales.Select(sale => sale.Description));
    }

    [Fact]
    public async Task A_batch_stays_as_it_was_when_the_next_ones_are_read()
    {
        string log = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},85123A,X,{i + 1},2010-12-01 08:26,2.55,1,UK\n"));
        List<OrderBatch> batches = [];

        await foreach (OrderBatch batch in OrderLineReader.ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(log)), TestContext.Current.CancellationToken))
        {
            batches.Add(batch);
        }

        Assert.True(batches.Count > 1);
        IEnumerable<int> quantities = batches.SelectMany(batch => Enumerable.Range(0, batch.Count).Select(i => batch[i].Quantity));
        Assert.Equal(Enumerable.Range(1, 40_000), quantities);
    }

    [Fact]
    public async Task Cancelling_ends_the_reading()
    {
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (OrderBatch _ in OrderLineReader.ReadAsync(new MemoryStream([1]), source.Token))
            {
            }
        });
    }

    [Fact]
    public void An_index_outside_the_batch_throws() =>
        Assert.Throws<IndexOutOfRangeException>(() => new OrderBatch([], [], OrderCounts.Zero, [])[0].Quantity);
}
