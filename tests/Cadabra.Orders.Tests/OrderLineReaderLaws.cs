using System.Text;
using CsCheck;

namespace Cadabra.Orders.Tests;

/// <summary>What holds for any bytes whatever, checked on random ones that look more or less like a log.</summary>
public sealed class OrderLineReaderLaws
{
    // Columns that meet every rule and break every rule, so that random lines reach every branch.
    private static readonly string[][] Columns =
    [
        ["536365", "C536365", "c1", "", " C1", "\"5\"", "InvoiceNo", "\uFEFFInvoiceNo"],
        ["85123A", "85123", "POST", "", " 85123a ", "\"22041\"", "\"2\"\"2041\"", "8512", "StockCode"],
        ["HEART", "", "\"A, B\"", "\"7\"\" X\"", "7\" X", "£", "\"open", "\"a\"b", "description"],
        ["6", "-6", "0", "-0", "+1", "2147483647", "2147483648", "-2147483648", "00000000000012", "1.0", "", "-", " 3 ", "6\0", "Quantity"],
        ["2010-12-01 08:26:00", "2010-12-01 08:26", "12/1/2010 8:26", "02/28/2011 23:59", "2/30/2011 1:00", "2011-02-29 00:00", "0000-01-01 00:00",
            "1/1/2011 24:00", "2010-12-01T08:26", "2010-12-01 08:26:0", "1/1/2011 1:1", "", " 12/1/2010 8:26 ", "InvoiceDate"],
        ["2.55", "0", "-1", "-0.00", ".5", "5.", ".", "1e3", "1,5", "0.1234567890123456789", "99999999999999999999999999999999", "+2", "", "UNITPRICE"],
        ["17850.0", "17850", "", " ", "abc", "\"1,2\"", "\"\"", "1.0.0", ".0", "CustomerID"],
        ["United Kingdom", "", "\"Korea, Republic of\"", "\"EIRE", "UK,UK", "Österreich", "Country", "Country "],
    ];

    private static readonly string[] Endings = ["\n", "\n", "\n", "\r\n", "\r", "", ",", "\n\n"];

    private static readonly Gen<byte[]> Line =
        Gen.Int[0, 9].SelectMany(soup =>
            Gen.Select(Gen.Int[0, 1 << 30].Array[Columns.Length], Gen.OneOf(Endings), (picks, ending) =>
                // One line in ten takes its columns from everywhere; the rest mostly take the good first choice.
                Encoding.UTF8.GetBytes(string.Join(',', picks.Select((pick, i) => Pick(Columns[i], pick, always: soup == 0))) + ending)));

    private static readonly Gen<byte[]> Noise = Gen.OneOf(
        Gen.Byte.Array[0, 40],
        Gen.OneOf(",\"\n\r C.-/:0129A\uFEFF£"u8.ToArray()).Array[0, 60]);

    private static readonly Gen<byte[]> Log =
        Gen.Frequency((6, Line), (1, Noise)).Array[0, 30].Select(parts => parts.SelectMany(part => part).ToArray());

    [Fact]
    public void Any_bytes_are_judged_as_the_plain_reference_judges_them() =>
        Log.Sample(
            log =>
            {
                (OrderCounts counts, List<(OrderLine, bool)> lines) = ReferenceOrderParser.Parse(log);
                ReadOrders orders = ReadOrders.From(log);
                Assert.Equal(counts, orders.Counts);
                Assert.Equal(lines, orders.All);
                Assert.Equal(orders.Counts.Lines, orders.Counts.Kept + orders.Counts.Rejected);
            },
            iter: 5_000,
            print: Encoding.Latin1.GetString);

    [Fact]
    public void How_the_stream_cuts_its_bytes_changes_nothing() =>
        Gen.Select(Log, Gen.Int[1, 100_000].Array[1, 5]).Sample(
            (log, sizes) =>
            {
                // Long enough for several blocks, and at an odd length, so that blocks end anywhere in a line.
                byte[] repeated = [.. Enumerable.Repeat(log, 1 + (2_200_000 / Math.Max(500, log.Length))).SelectMany(part => part)];
                ReadOrders whole = ReadOrders.From(repeated);
                ReadOrders chunked = ReadOrders.From(new ChunkedStream(repeated, sizes));
                Assert.Equal(whole.Counts, chunked.Counts);
                Assert.Equal(whole.All, chunked.All);
                Assert.Equal(whole.Samples, chunked.Samples);
            },
            iter: 25);

    [Fact]
    public void Reads_of_one_byte_change_nothing() =>
        Log.Sample(
            log =>
            {
                ReadOrders whole = ReadOrders.From(log);
                ReadOrders chunked = ReadOrders.From(new ChunkedStream(log, 1));
                Assert.Equal(whole.Counts, chunked.Counts);
                Assert.Equal(whole.All, chunked.All);
                Assert.Equal(whole.Samples, chunked.Samples);
            },
            iter: 500,
            print: Encoding.Latin1.GetString);

    private static string Pick(string[] choices, int pick, bool always) =>
        always || pick % 8 == 0 ? choices[(pick / 8) % choices.Length] : choices[0];
}
