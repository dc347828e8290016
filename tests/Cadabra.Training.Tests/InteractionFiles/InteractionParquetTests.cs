using Cadabra.Storage;
using Cadabra.Training.Data;
using Cadabra.Training.InteractionFiles;
using ParquetSharp;

namespace Cadabra.Training.Tests.InteractionFiles;

public sealed class InteractionParquetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Text_ids_and_float_weights_are_read()
    {
        Write<string, string, float>(["ann", "", "bob", "ann"], ["a", "b", "ü", "a"], [1, 1, 2.5f, 3]);

        InteractionData data = await ReadAsync();

        Assert.Equal(["ann a 4", "bob ü 2.5"], Rows(data));
        Assert.Equal((4, 1), (data.Lines, data.Rejected["malformed"]));
    }

    [Fact]
    public async Task Whole_numbers_are_ids_and_weights()
    {
        Write<int, long, int>([17850, -3], [long.MaxValue, long.MinValue], [1, -2]);

        Assert.Equal(["17850 9223372036854775807 1", "-3 -9223372036854775808 -2"], Rows(await ReadAsync()));
    }

    [Fact]
    public async Task Unsigned_and_narrow_numbers_are_what_they_say()
    {
        Write<uint, ulong, short>([uint.MaxValue, 1], [ulong.MaxValue, 2], [7, -7]);

        Assert.Equal(["4294967295 18446744073709551615 7", "1 2 -7"], Rows(await ReadAsync()));
    }

    [Fact]
    public async Task Doubles_and_longs_are_weights()
    {
        Write<string, string, double>(["ann", "bob", "eve", "joe"], ["a", "b", "c", "d"], [0.25, double.NaN, 1e300, double.NegativeInfinity]);

        InteractionData data = await ReadAsync();

        Assert.Equal(["ann a 0.25"], Rows(data));
        Assert.Equal((4, 3), (data.Lines, data.Rejected["malformed"]));

        Write<string, string, long>(["ann"], ["a"], [12]);
        Assert.Equal(["ann a 12"], Rows(await ReadAsync()));
    }

    [Fact]
    public async Task A_row_with_a_missing_value_is_malformed()
    {
        Write<string?, int?, double?>(["ann", null, "bob", "eve", "joe"], [1, 2, null, 4, 5], [1, 1, 1, null, 5]);

        InteractionData data = await ReadAsync();

        Assert.Equal(["ann 1 1", "joe 5 5"], Rows(data));
        Assert.Equal((5, 3), (data.Lines, data.Rejected["malformed"]));
        Assert.Equal(2, data.Customers.Count);
    }

    [Fact]
    public async Task Rows_stay_together_over_batches_pages_and_row_groups()
    {
        const int Rows = 50_000;
        using (WriterPropertiesBuilder builder = new())
        using (WriterProperties properties = builder.DataPagesize(1000).Build())
        using (var file = new ParquetFileWriter(_folder["i.parquet"], [new Column<string?>("customer"), new Column<int?>("product"), new Column<float>("weight")], properties))
        {
            for (int group = 0; group < 2; group++)
            {
                int[] rows = [.. Enumerable.Range(group * Rows, Rows)];
                using RowGroupWriter writer = file.AppendRowGroup();
                Next(writer, rows.Select(row => row % 11 == 0 ? null : $"customer{row}").ToArray());
                Next(writer, rows.Select(row => row % 13 == 0 ? null : (int?)row).ToArray());
                Next(writer, rows.Select(row => (float)row).ToArray());
            }

            file.Close();
        }

        InteractionData data = await ReadAsync();

        int[] whole = [.. Enumerable.Range(0, 2 * Rows).Where(row => row % 11 != 0 && row % 13 != 0)];
        Assert.Equal(2 * Rows, data.Lines);
        Assert.Equal((whole.Length, whole.Length), (data.Customers.Count, data.Interactions.Count));
        for (int i = 0; i < whole.Length; i++)
        {
            Assert.Equal($"customer{whole[i]}", data.Customers[i]);
            Assert.Equal(whole[i], data.Interactions.ByCustomer.Values(i)[0]);
        }

        Assert.Equal(whole.Select(row => $"{row}"), data.Catalog().Select(product => product.Code));
    }

    [Fact]
    public async Task Columns_are_found_by_name_whatever_their_case_and_order()
    {
        using (var file = new ParquetFileWriter(_folder["i.parquet"], [new Column<float>("WEIGHT"), new Column<int>("other"), new Column<string>("Product"), new Column<string>("Customer")]))
        {
            using RowGroupWriter writer = file.AppendRowGroup();
            Next(writer, 3f);
            Next(writer, 9);
            Next(writer, "a");
            Next(writer, "ann");
            file.Close();
        }

        Assert.Equal(["ann a 3"], Rows(await ReadAsync()));
    }

    [Theory]
    [InlineData("customer")]
    [InlineData("product")]
    [InlineData("weight")]
    public async Task A_missing_column_is_named(string missing)
    {
        Write<string, string, float>(["ann"], ["a"], [1], rename: name => name == missing ? "x" : name);

        await AssertRefusedAsync($"has no column '{missing}'; expected the columns customer, product and weight. Rename the columns.");
    }

    [Fact]
    public async Task Columns_of_other_types_are_refused_by_name()
    {
        Write<DateTime, string, float>([default], ["a"], [1]);
        await AssertRefusedAsync("has a column 'customer' of type Int64 (Timestamp); expected text or whole numbers.");

        Write<string, double, float>(["ann"], [1], [1]);
        await AssertRefusedAsync("has a column 'product' of type Double (None); expected text or whole numbers.");

        Write<string, string, string>(["ann"], ["a"], ["1"]);
        await AssertRefusedAsync("has a column 'weight' of type ByteArray (String); expected floats, doubles or whole numbers.");
    }

    [Fact]
    public async Task A_file_without_rows_says_so()
    {
        Write<string, string, float>([], [], []);

        await AssertRefusedAsync("holds no line;");
    }

    [Fact]
    public async Task A_file_cut_off_is_refused()
    {
        Write<string, string, float>(["ann"], ["a"], [1]);
        byte[] whole = await File.ReadAllBytesAsync(_folder["i.parquet"], TestContext.Current.CancellationToken);
        foreach (int length in (int[])[4, 20, whole.Length - 1])
        {
            await File.WriteAllBytesAsync(_folder["i.parquet"], whole[..length], TestContext.Current.CancellationToken);
            await AssertRefusedAsync("is no readable Parquet file");
        }
    }

    private static string[] Rows(InteractionData data) =>
    [
        .. from customer in Enumerable.Range(0, data.Customers.Count)
           from entry in Enumerable.Range(0, data.Interactions.ByCustomer.Columns(customer).Length)
           let product = data.Catalog()[data.Interactions.ByCustomer.Columns(customer)[entry]].Code
           select FormattableString.Invariant($"{data.Customers[customer]} {product} {data.Interactions.ByCustomer.Values(customer)[entry]}"),
    ];

    private static void Next<T>(RowGroupWriter writer, params T[] values)
    {
        using LogicalColumnWriter<T> column = writer.NextColumn().LogicalWriter<T>();
        column.WriteBatch(values);
    }

    private void Write<TCustomer, TProduct, TWeight>(TCustomer[] customers, TProduct[] products, TWeight[] weights, Func<string, string>? rename = null)
    {
        rename ??= static name => name;
        Column[] columns = [new Column<TCustomer>(rename("customer")), new Column<TProduct>(rename("product")), new Column<TWeight>(rename("weight"))];
        using var file = new ParquetFileWriter(_folder["i.parquet"], columns);
        using RowGroupWriter writer = file.AppendRowGroup();
        Next(writer, customers);
        Next(writer, products);
        Next(writer, weights);
        file.Close();
    }

    private async Task AssertRefusedAsync(string message)
    {
        var exception = await Assert.ThrowsAsync<InputException>(ReadAsync);

        Assert.StartsWith(_folder["i.parquet"], exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private Task<InteractionData> ReadAsync() => InteractionFile.ReadAsync(_folder["i.parquet"], TestContext.Current.CancellationToken);
}
