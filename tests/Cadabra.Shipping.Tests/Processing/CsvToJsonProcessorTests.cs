using System.Text;

using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Processing;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Shipping.Tests.Processing;

public sealed class CsvToJsonProcessorTests : IDisposable
{
    private readonly CsvParcels _csv = new(new CsvToJson(["a", "b"]));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1,2\n", """{"a":"1","b":"2"}""")]
    [InlineData("1,2", """{"a":"1","b":"2"}""")]
    [InlineData("1,2\r\n", """{"a":"1","b":"2"}""")]
    [InlineData("1,2\r\r\n", """{"a":"1","b":"2"}""")]
    [InlineData("1,\"2\"\r\n", """{"a":"1","b":"2"}""")]
    [InlineData(",\n", """{"a":"","b":""}""")]
    [InlineData("\"\",\"\"\n", """{"a":"","b":""}""")]
    [InlineData("\"1,5\",2\n", """{"a":"1,5","b":"2"}""")]
    [InlineData("\"SET \"\"A\"\"\",\"\"\"\"\n", """{"a":"SET \"A\"","b":"\""}""")]
    [InlineData("7\" PLATE,it\"s\"\n", """{"a":"7\" PLATE","b":"it\"s\""}""")]
    [InlineData(" \"1\" ,2\n", """{"a":" \"1\" ","b":"2"}""")]
    [InlineData("C:\\new,\t\n", """{"a":"C:\\new","b":"\t"}""")]
    [InlineData("a\rb,\u0001\u001f\n", """{"a":"a\rb","b":"\u0001\u001f"}""")]
    [InlineData("<i>'&'</i>,+\n", """{"a":"<i>'&'</i>","b":"+"}""")]
    public async Task Line_becomes_one_object_of_strings_ended_by_a_line_feed(string line, string expected)
    {
        Assert.Equal(expected + "\n", await _csv.Process(line));
        Assert.Empty(await _csv.ErrorNames());
        Assert.Equal(0, _csv.ErrorLines);
    }

    [Theory]
    [InlineData("1\n")]
    [InlineData("1,2,3\n")]
    [InlineData("1,2,\n")]
    [InlineData(" \n")]
    [InlineData("1,\"2\n")]
    [InlineData("1,\"2\"\"\n")]
    [InlineData("1,\"\n")]
    [InlineData("\"1\"x,2\n")]
    [InlineData("1,\"2\"x\r\n")]
    [InlineData("1,\"2\" \n")]
    [InlineData("\"1\n")]
    [InlineData("£,\"\u0080\u00ff\0\r\r\n")]
    public async Task Bad_line_is_kept_byte_for_byte_and_its_neighbours_are_not_harmed(string bad)
    {
        string json = await _csv.Process("1,2\r\n" + bad + "3,\"4\"\n" + bad + "5,6");

        Assert.Equal("""
            {"a":"1","b":"2"}
            {"a":"3","b":"4"}
            {"a":"5","b":"6"}

            """, json, ignoreLineEndingDifferences: true);
        Assert.Equal(Encoding.Latin1.GetBytes(bad + bad), await _csv.ErrorBytes());
        Assert.Equal(2, _csv.ErrorLines);
    }

    [Fact]
    public async Task Bad_last_line_without_a_line_end_is_kept_as_it_is()
    {
        Assert.Empty(await _csv.Process("536365,\"WHITE HANG"));
        Assert.Equal("536365,\"WHITE HANG"u8.ToArray(), await _csv.ErrorBytes());
    }

    [Fact]
    public async Task Empty_lines_are_left_out_and_are_no_errors()
    {
        Assert.Equal("{\"a\":\"1\",\"b\":\"2\"}\n", await _csv.Process("\n\r\n1,2\n\r\n\n"));
        Assert.Empty(await _csv.ErrorNames());
    }

    [Fact]
    public async Task Pound_sign_of_latin_1_is_read_beside_one_of_utf_8()
    {
        byte[] lines = [.. "x,£1\n"u8, .. "x,"u8, 0xA3, .. "2\n"u8, .. "é,"u8, 0xA3, .. "3\n"u8];

        string json = await _csv.Process(CsvParcels.Parcel(lines));

        Assert.Equal(["£1", "£2", "£3"], CsvParcels.Parse(json).Select(line => line[1].Value));
        Assert.Equal("é", CsvParcels.Parse(json)[2][0].Value);
    }

    [Theory]
    [InlineData('\t')]
    [InlineData(';')]
    [InlineData('¦')]
    public async Task Delimiter_may_be_any_character_and_a_comma_is_text_then(char delimiter)
    {
        using CsvParcels csv = new(new CsvToJson(["a", "b"], delimiter));
        string line = $"1,5{delimiter}\"x{delimiter}y\"\n";

        Assert.Equal([("a", "1,5"), ("b", $"x{delimiter}y")], Assert.Single(CsvParcels.Parse(await csv.Process(line))));
        Assert.Equal(
            [("a", "1,5"), ("b", $"x{delimiter}y")],
            Assert.Single(CsvParcels.Parse(await csv.Process(CsvParcels.Parcel(Encoding.UTF8.GetBytes(line))))));
    }

    [Fact]
    public async Task Byte_order_mark_is_no_part_of_the_first_column_of_a_log()
    {
        byte[] lines = [0xEF, 0xBB, 0xBF, .. "\"1\",2\n"u8];

        Assert.Equal("{\"a\":\"1\",\"b\":\"2\"}\n", await _csv.Process(CsvParcels.Parcel(lines, offset: 0)));
    }

    [Fact]
    public async Task Resend_overwrites_its_own_error_object()
    {
        await _csv.Process("bad\n1,2\n");
        await _csv.Process("bad\n1,2\n");

        string name = Assert.Single(await _csv.ErrorNames());
        string id = CsvParcels.Parcel("bad\n1,2\n"u8.ToArray()).Range.ToId();
        Assert.Equal($"errors/{id[..8]}/processing-failed/2011/11/11/{id}.gz", name);
        Assert.Equal("bad\n"u8.ToArray(), await _csv.ErrorBytes());
    }

    [Fact]
    public async Task Parcels_of_different_ranges_do_not_overwrite_each_others_errors()
    {
        await _csv.Process(CsvParcels.Parcel("bad\n"u8.ToArray(), offset: 0));
        await _csv.Process(CsvParcels.Parcel("bad\n"u8.ToArray(), offset: 4));

        Assert.Equal(2, (await _csv.ErrorNames()).Count);
    }

    [Fact]
    public async Task Nothing_is_returned_or_counted_while_the_bad_lines_cannot_be_kept()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "where a folder should be");
        long counted = 0;
        CsvToJsonProcessor processor = new(new CsvToJson(["a", "b"]), new DiskBlobContainer(folder["file"]), lines => counted += lines);

        await Assert.ThrowsAnyAsync<Exception>(() => processor.ProcessAsync(CsvParcels.Parcel("1,2\nbad\n"u8.ToArray()), Cancel));

        Assert.Equal(0, counted);
    }

    [Fact]
    public async Task What_was_returned_stays_as_it_is_while_other_parcels_are_processed()
    {
        CsvToJsonProcessor processor = new(new CsvToJson(["a"]), new DiskBlobContainer("/nowhere"), _ => { });
        ReadOnlyMemory<byte> first = await processor.ProcessAsync(CsvParcels.Parcel("first\n"u8.ToArray()), Cancel);
        await processor.ProcessAsync(CsvParcels.Parcel("other\n"u8.ToArray()), Cancel);

        Assert.Equal("{\"a\":\"first\"}\n"u8, first.Span);
    }

    [Fact]
    public async Task Lines_allocate_nothing_but_what_is_returned()
    {
        Parcel parcel = CsvParcels.Parcel([.. Enumerable.Repeat("7\",\"a \"\"b\"\"\"\r\n"u8.ToArray(), 10_000).SelectMany(line => line)]);
        CsvToJsonProcessor processor = new(new CsvToJson(["a", "b"]), new DiskBlobContainer("/nowhere"), _ => { });
        await processor.ProcessAsync(parcel, Cancel);

        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadOnlyMemory<byte> json = await processor.ProcessAsync(parcel, Cancel);
        long beside = GC.GetAllocatedBytesForCurrentThread() - before - json.Length;

        // Far less than a byte for each line.
        Assert.InRange(beside, 0, 4_000);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('\r')]
    [InlineData('\uD83C')]
    public void Delimiter_with_a_meaning_of_its_own_is_refused(char delimiter) =>
        Assert.Contains($"U+{(int)delimiter:X4}", Assert.Throws<ArgumentException>(() => new CsvParcels(new CsvToJson(["a"], delimiter))).Message, StringComparison.Ordinal);

    [Fact]
    public void No_field_names_are_refused() => Assert.Throws<ArgumentException>(() => new CsvParcels(new CsvToJson([])));

    public void Dispose() => _csv.Dispose();
}
