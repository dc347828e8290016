using System.IO.Compression;
using System.Text;
using Cadabra.Recommender.Data;
using Cadabra.Storage;
using Cadabra.Training.Data;
using Cadabra.Training.InteractionFiles;
using Cadabra.Training.InteractionFiles.Csv;
using CsCheck;

namespace Cadabra.Training.Tests.InteractionFiles;

public sealed class InteractionCsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ann,a,1\nbob,b,2.5\n")]
    [InlineData("ann,a,1\nbob,b,2.5")]
    [InlineData("ann,a,1\r\nbob,b,2.5\r\n")]
    [InlineData("customer,product,weight\nann,a,1\nbob,b,2.5\n")]
    [InlineData("customer1,product1,weight1\nann,a,1\nbob,b,2.5\n")]
    [InlineData("\"customer\",\"product\",\"weight\"\r\n\"ann\",\"a\",\"1\"\r\n\"bob\",\"b\",\"2.5\"\r\n")]
    [InlineData("\uFEFFcustomer,product,weight\nann,a,1\nbob,b,2.5\n")]
    [InlineData("\uFEFFann,a,1\nbob,b,2.5\n")]
    [InlineData("user,item,größe\nann,a,1\nbob,b,2.5\n")]
    [InlineData("ann, a, 1\nbob ,b , 2.5 \n")]
    public async Task The_same_interactions_are_read_from_any_way_to_write_them(string text)
    {
        InteractionData data = await ReadAsync(text);

        Assert.Equal(["ann a 1", "bob b 2.5"], Rows(data));
        Assert.Equal((2, 0), (data.Lines, data.Rejected["malformed"]));
    }

    [Fact]
    public async Task Quoted_ids_keep_commas_and_quotes()
    {
        InteractionData data = await ReadAsync(
            "\"Ann, of \"\"Green\"\" Gables\",\"a,b\",1\n" +
            "\"\",\"b\",1\n" +
            "\"bob\"\"\",\",\",2");

        Assert.Equal(["Ann, of \"Green\" Gables a,b 1", "bob\" , 2"], Rows(data));
        Assert.Equal(1, data.Rejected["malformed"]);
    }

    [Fact]
    public async Task Weights_of_a_pair_are_summed_and_ids_follow_the_lines()
    {
        InteractionData data = await ReadAsync("bob,b,1\nann,a,1\nbob,b,2\nann,b,-0.5\n");

        Assert.Equal(["bob", "ann"], [data.Customers[0], data.Customers[1]]);
        Assert.Equal(["b", "a"], data.Catalog().Select(product => product.Code));
        Assert.Equal([2, 1], data.Catalog().Select(product => product.CustomerCount));
        Assert.Equal(["bob b 3", "ann b -0.5", "ann a 1"], Rows(data));
        Assert.Equal(4, data.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("x,y")]
    [InlineData("x,y,")]
    [InlineData("x,y,z")]
    [InlineData("x,y,1,")]
    [InlineData("x,y,1,2")]
    [InlineData("x,y,1x")]
    [InlineData("x,y,1.2.3")]
    [InlineData("x,y,.")]
    [InlineData("x,y,NaN")]
    [InlineData("x,y,Infinity")]
    [InlineData("x,y,-Infinity")]
    [InlineData("x,y,inf")]
    [InlineData("x,y,1e39")]
    [InlineData(",y,1")]
    [InlineData("x,,1")]
    [InlineData("\"x,y,1")]
    [InlineData("\"x\"y,z,1")]
    [InlineData("x,\"y")]
    [InlineData("x,y,\"1\",")]
    public async Task A_line_that_is_no_interaction_costs_only_itself(string line)
    {
        InteractionData data = await ReadAsync($"ann,a,1\n{line}\nbob,b,2\n");

        Assert.Equal(["ann a 1", "bob b 2"], Rows(data));
        Assert.Equal((3, 1), (data.Lines, data.Rejected["malformed"]));
        Assert.Equal(2, data.Customers.Count);
    }

    [Theory]
    [InlineData("x,y,NaN")]
    [InlineData("x,y,-inf")]
    [InlineData("x,y,infinity")]
    [InlineData("x,y,")]
    [InlineData("x,y,1x")]
    [InlineData("x,y")]
    public async Task A_first_line_without_a_name_in_its_third_column_is_no_header(string line)
    {
        InteractionData data = await ReadAsync($"{line}\nann,a,1\n");

        Assert.Equal((2, 1), (data.Lines, data.Rejected["malformed"]));
    }

    [Fact]
    public async Task Only_the_first_line_can_be_a_header()
    {
        InteractionData data = await ReadAsync("customer,product,weight\nann,a,1\ncustomer,product,weight\n");

        Assert.Equal((2, 1), (data.Lines, data.Rejected["malformed"]));
    }

    [Fact]
    public async Task Columns_in_another_order_are_refused()
    {
        await AssertRefusedAsync("Product,Customer,Weight\na,ann,1\n", "has the columns Product, Customer, Weight; expected customer, product, weight in this order.");
    }

    [Fact]
    public async Task A_line_that_is_not_utf8_is_malformed()
    {
        InteractionData data = await ReadAsync([.. "ann,a,1\n"u8, .. "caf\xE9"u8[..3], 0xE9, .. ",b,1\nbob,é,2\n"u8]);

        Assert.Equal(["ann a 1", "bob é 2"], Rows(data));
        Assert.Equal(1, data.Rejected["malformed"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_longer_than_the_buffer_costs_only_itself(bool gzip)
    {
        string tooLong = new('x', (3 * InteractionCsvReader.BufferBytes) + 17);
        foreach (string text in (string[])[$"ann,a,1\n{tooLong},y,1\nbob,b,2\n", $"{tooLong},y,1\nann,a,1\nbob,b,2", $"ann,a,1\nbob,b,2\n{tooLong}"])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);

            InteractionData data = await ReadAsync(gzip ? Gzip(bytes) : bytes);

            Assert.Equal(["ann a 1", "bob b 2"], Rows(data));
            Assert.Equal((3, 1), (data.Lines, data.Rejected["malformed"]));
        }
    }

    [Fact]
    public async Task Lines_across_the_ends_of_buffers_are_whole()
    {
        const int Lines = 200_000;
        string text = string.Concat(Enumerable.Range(0, Lines).Select(i => $"customer{i % 1000},p{i},{(i % 7) + 1}\n"));
        Assert.True(text.Length > 3 * InteractionCsvReader.BufferBytes);

        foreach (byte[] bytes in (byte[][])[Encoding.UTF8.GetBytes(text), Gzip(Encoding.UTF8.GetBytes(text))])
        {
            InteractionData data = await ReadAsync(bytes);

            Assert.Equal((Lines, 0, 1000, Lines), (data.Lines, data.Rejected["malformed"], data.Customers.Count, data.Interactions.ProductCount));
            SparseRows byProduct = data.Interactions.ByProduct;
            Assert.All(Enumerable.Range(0, Lines), i => Assert.True(byProduct.Columns(i)[0] == i % 1000 && byProduct.Values(i)[0] == (i % 7) + 1));
        }
    }

    [Fact]
    public async Task Several_gzip_members_are_one_file()
    {
        InteractionData data = await ReadAsync([.. Gzip("ann,a,1\nbo"u8), .. Gzip("b,b,2\n"u8)]);

        Assert.Equal(["ann a 1", "bob b 2"], Rows(data));
    }

    [Fact]
    public async Task A_gzip_file_cut_off_anywhere_is_refused()
    {
        byte[] whole = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => $"c{i * 7919 % 1000},p{i},{i}\n"))));
        for (int length = 2; length < whole.Length; length++)
        {
            await AssertRefusedAsync(whole[..length], "cut off");
        }
    }

    [Fact]
    public async Task A_flipped_bit_of_a_gzip_file_is_found_or_changes_nothing()
    {
        byte[] whole = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100).Select(i => $"c{i * 7919 % 1000},p{i},{i}\n"))));
        string[] expected = Rows(await ReadAsync(whole));
        int harmless = 0;

        // The header's ten bytes hold the time and the system, which may change.
        for (int place = 10; place < whole.Length; place++)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= (byte)(1 << (place % 8));
            try
            {
                Assert.Equal(expected, Rows(await ReadAsync(damaged)));
                harmless++;
            }
            catch (InputException exception)
            {
                Assert.Contains("is damaged: its gzip data is", exception.Message, StringComparison.Ordinal);
            }
        }

        // Only the bits that fill up the last byte of the compressed data mean nothing.
        Assert.InRange(harmless, 0, 1);
    }

    [Fact]
    public async Task Bytes_behind_the_gzip_are_refused() =>
        await AssertRefusedAsync([.. Gzip("ann,a,1\n"u8), 1, 2, 3], "followed by bytes that are no gzip; nothing was read from it");

    [Fact]
    public async Task A_missing_file_says_what_was_expected()
    {
        var exception = await Assert.ThrowsAsync<InputException>(() => InteractionFile.ReadAsync(_folder["none.csv"], TestContext.Current.CancellationToken));

        Assert.StartsWith($"There is no file {_folder["none.csv"]}; --interactions takes a CSV or Parquet file", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "holds no line;")]
    [InlineData("customer,product,weight\n", "holds no line;")]
    [InlineData("ann;a;1\nbob;b;2\n", "holds 2 lines and none is an interaction; the first is 'ann;a;1';")]
    [InlineData("\u0001\u001b[31m\u0000\n", "the first is '??[31m?';")]
    [InlineData("ann,a,1\nann,a,-1\n", "holds 2 interactions whose weights cancel to nothing;")]
    [InlineData("ann,a,3e38\nann,a,3e38\n", "holds weights too large to be summed")]
    public async Task A_file_without_interactions_says_what_it_holds(string text, string message) => await AssertRefusedAsync(text, message);

    [Fact]
    public void Short_and_long_numbers_are_read_to_the_nearest_float() =>
        Gen.Select(Gen.Int[0, 99_999_999], Gen.Int[0, 9], Gen.Bool).Sample((digits, decimals, isPlain) =>
        {
            string text = isPlain ? $"{digits}" : FormattableString.Invariant($"{digits}e-{decimals}");
            string point = decimal.Divide(digits, (decimal)Math.Pow(10, decimals)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Parse(text) == float.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
                && Parse(point) == float.Parse(point, System.Globalization.CultureInfo.InvariantCulture);

            static float Parse(string number) => WeightField.TryParse(Encoding.UTF8.GetBytes(number), out float weight) ? weight : float.NaN;
        });

    [Fact]
    public void Any_bytes_at_all_are_read_or_refused_and_every_line_is_counted() =>
        Gen.OneOf(Gen.Byte, Gen.Char["\n\r\",.1a"].Select(character => (byte)character)).Array[0, 200].Sample(bytes =>
        {
            var block = new InteractionBlock();
            new InteractionLines(block, "memory", atFirst: true).Take(bytes);
            block.Add("ann"u8, "a"u8, 1);
            var rows = new InteractionRows();
            rows.Take(block);
            InteractionData data = rows.ToData("memory");
            int lines = bytes.Count(value => value == '\n') + (bytes is [.., not (byte)'\n'] ? 1 : 0);

            // One more was added, and one less if the first is a header.
            return data.Lines - lines is 0 or 1;
        });

    [Fact]
    public void Lines_read_together_give_the_rows_of_lines_read_one_by_one()
    {
        // Most lines are plain, and all but the last few of a text are long enough together for all separators to be found at once.
        Gen<string> field = Gen.Char["ab1é \","].Array[0, 30].Select(text => new string(text));
        Gen<string> plain = Gen.Int[0, 99_999].Select(id => $"c{id},p{id % 100},{id % 7}.5");
        Gen<string> line = Gen.Frequency((3, plain), (1, plain.Select(text => text + "\r")), (1, Gen.Select(field, field, field).Select((a, b, c) => $"{a},{b},{c}")), (1, field));
        line.Array[1, 40].Sample(lines =>
        {
            var together = new InteractionBlock();
            new InteractionLines(together, "memory", atFirst: false).Take(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
            var oneByOne = new InteractionBlock();
            foreach (string text in lines)
            {
                new InteractionLines(oneByOne, "memory", atFirst: false).Take(Encoding.UTF8.GetBytes(text + "\n"));
            }

            return together.Weights.SequenceEqual(oneByOne.Weights)
                && (together.Malformed, together.FirstMalformed) == (oneByOne.Malformed, oneByOne.FirstMalformed)
                && Ids(together.Customers).SequenceEqual(Ids(oneByOne.Customers))
                && Ids(together.Products).SequenceEqual(Ids(oneByOne.Products));
        });

        static List<string> Ids(IdColumn column)
        {
            var index = new IdIndex();
            column.Resolve(index);
            return [.. column.Ids.ToArray().Select(id => index[id])];
        }
    }

    [Fact]
    public async Task Ids_and_the_first_malformed_line_follow_the_file_over_many_blocks()
    {
        // Every id appears in several blocks, and first in another order than any order of the ids; blocks are parsed at the same time.
        const int Lines = 400_000;
        static int Id(int line) => (int)(line * 7919L % 30_011);
        string text = string.Concat(Enumerable.Range(0, Lines).Select(line => $"{Id(line)},p{Id(line) % 501},1\n"));
        Assert.True(text.Length > 4 * InteractionCsvReader.BufferBytes);

        InteractionData data = await ReadAsync(text);

        string[] customers = [.. Enumerable.Range(0, Lines).Select(Id).Distinct().Select(id => $"{id}")];
        Assert.Equal(customers, Enumerable.Range(0, data.Customers.Count).Select(id => data.Customers[id]));
        Assert.Equal(Enumerable.Range(0, Lines).Select(line => $"p{Id(line) % 501}").Distinct(), data.Catalog().Select(product => product.Code));

        string filler = string.Concat(Enumerable.Repeat("filler;\n", 3 * InteractionCsvReader.BufferBytes / 8));
        await AssertRefusedAsync("first;\n" + filler, "and none is an interaction; the first is 'first;'");
    }

    private static string[] Rows(InteractionData data) =>
    [
        .. from customer in Enumerable.Range(0, data.Customers.Count)
           from entry in Enumerable.Range(0, data.Interactions.ByCustomer.Columns(customer).Length)
           let product = data.Catalog()[data.Interactions.ByCustomer.Columns(customer)[entry]].Code
           select FormattableString.Invariant($"{data.Customers[customer]} {product} {data.Interactions.ByCustomer.Values(customer)[entry]}"),
    ];

    private static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    private Task AssertRefusedAsync(string text, string message) => AssertRefusedAsync(Encoding.UTF8.GetBytes(text), message);

    private async Task AssertRefusedAsync(byte[] bytes, string message)
    {
        var exception = await Assert.ThrowsAsync<InputException>(() => ReadAsync(bytes));

        Assert.StartsWith(_folder["interactions"], exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private Task<InteractionData> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    private async Task<InteractionData> ReadAsync(byte[] bytes)
    {
        string path = _folder["interactions"];
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        return await InteractionFile.ReadAsync(path, TestContext.Current.CancellationToken);
    }
}
