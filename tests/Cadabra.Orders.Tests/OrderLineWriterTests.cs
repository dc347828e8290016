using System.Buffers;
using System.Globalization;
using System.Text;
using CsCheck;

namespace Cadabra.Orders.Tests;

public sealed class OrderLineWriterTests
{
    private static readonly OrderLine Lantern = new("536365", "71053", "WHITE METAL LANTERN", 6, new DateTime(2010, 12, 1, 8, 26, 0), 3.39m, "17850", "United Kingdom");

    // What a record of one line can carry: no line breaks, and no half of a surrogate pair, which UTF-8 has no bytes for.
    private static readonly Gen<string> Text = Gen.String[Gen.Frequency(
        (4, Gen.Char["ab 09,,\"\"'\t;£é€あ\u00A0"]),
        (1, Gen.Char.Where(c => c is not ('\r' or '\n' or '\uFEFF') && !char.IsSurrogate(c)))), 0, 20];

    private static readonly Gen<string> Id = Text.Select(text => text.Trim()).Where(text => !text.EndsWith(".0", StringComparison.Ordinal));

    private static readonly Gen<DateTime> Second =
        Gen.DateTime.Select(time => DateTime.SpecifyKind(new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond)), DateTimeKind.Unspecified));

    private static readonly Gen<OrderLine> AnyLine = Gen.Select(
        Text, Id, Text, Gen.Int, Second, Gen.Decimal, Gen.Select(Id, Text),
        (invoice, code, description, quantity, date, price, who) => new OrderLine(invoice, code, description, quantity, date, price, who.Item1, who.Item2));

    private static readonly Gen<OrderLine> SaleOrReturn = Gen.Select(AnyLine, Gen.Int[0, 99_999], Gen.Decimal[0m, 100_000m]).Select((line, digits, price) => line with
    {
        StockCode = digits.ToString("D5", CultureInfo.InvariantCulture) + line.StockCode,
        CustomerId = line.CustomerId.Length == 0 ? "00123" : line.CustomerId,
        Quantity = line.Quantity == 0 ? 1 : line.Quantity,
        UnitPrice = price,
    });

    [Fact]
    public void A_line_is_written_as_eight_columns_and_CRLF() =>
        Assert.Equal("536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom\r\n", Write(Lantern));

    [Theory]
    [InlineData("SET OF 3 TEACUPS, BLUE", "\"SET OF 3 TEACUPS, BLUE\"")]
    [InlineData("SIGN \"HOME\"", "\"SIGN \"\"HOME\"\"\"")]
    [InlineData("\"", "\"\"\"\"")]
    [InlineData("POPPY'S; PLAYHOUSE ", "POPPY'S; PLAYHOUSE ")]
    [InlineData("", "")]
    [InlineData("£ CAFÉ あ", "£ CAFÉ あ")]
    public void Only_a_text_with_a_comma_or_a_quote_is_quoted(string description, string written) =>
        Assert.Equal($"536365,71053,{written},6,2010-12-01 08:26:00,3.39,17850,United Kingdom\r\n", Write(Lantern with { Description = description }));

    [Fact]
    public void The_longest_numbers_fit()
    {
        OrderLine line = Lantern with { Quantity = int.MinValue, UnitPrice = -7.9228162514264337593543950335m, InvoiceDate = DateTime.MaxValue };
        Assert.Equal("536365,71053,WHITE METAL LANTERN,-2147483648,9999-12-31 23:59:59,-7.9228162514264337593543950335,17850,United Kingdom\r\n", Write(line));
    }

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        comma.DateTimeFormat.TimeSeparator = ".";
        string expected = Write(Lantern with { Quantity = -6 });
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(expected, Write(Lantern with { Quantity = -6 }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("TEA\r\nCUP")]
    [InlineData("TEA\nCUP")]
    [InlineData("TEA\rCUP")]
    public void A_text_with_a_line_break_is_refused_by_the_name_of_its_column(string text)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Write(Lantern with { Country = text }));
        Assert.Contains("Country", error.Message);
        Assert.Contains("line break", error.Message);
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        OrderLine line = Lantern with { Description = "SIGN \"HOME, SWEET HOME\"" };
        var output = new ArrayBufferWriter<byte>(1024);
        OrderLineWriter.Write(line, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            output.ResetWrittenCount();
            OrderLineWriter.Write(line, output);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task The_reader_skips_the_header_that_the_writer_writes()
    {
        OrderBatch batch = Assert.Single(await ReadAsync([], header: true));
        Assert.Equal(OrderCounts.Zero, batch.Counts);
    }

    [Fact]
    public async Task Reading_gives_back_every_sale_and_return_that_was_written() =>
        await SaleOrReturn.Array[0, 20].SampleAsync(async written =>
        {
            List<OrderLine> read = [];
            foreach (OrderBatch batch in await ReadAsync(written))
            {
                for (int index = 0; index < batch.Count; index++)
                {
                    read.Add(batch[index].ToOrderLine());
                }
            }

            Assert.Equal(written, read);
        });

    [Fact]
    public async Task No_line_that_was_written_is_malformed() =>
        await AnyLine.Array[1, 20].SampleAsync(async written =>
        {
            OrderBatch batch = Assert.Single(await ReadAsync(written));
            Assert.Equal(written.Length, batch.Counts.Lines);
            Assert.Equal(0, batch.Counts.Malformed);
        });

    private static string Write(OrderLine line)
    {
        var output = new ArrayBufferWriter<byte>();
        OrderLineWriter.Write(line, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static async Task<List<OrderBatch>> ReadAsync(OrderLine[] lines, bool header = false)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write(header ? OrderLineWriter.Header : default);
        foreach (OrderLine line in lines)
        {
            OrderLineWriter.Write(line, output);
        }

        List<OrderBatch> batches = [];
        await foreach (OrderBatch batch in OrderLineReader.ReadAsync(new MemoryStream(output.WrittenSpan.ToArray())))
        {
            batches.Add(batch);
        }

        return batches;
    }
}
