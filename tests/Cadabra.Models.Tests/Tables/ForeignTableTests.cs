using Cadabra.Models.Tests.Storage;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Cadabra.Models.Tests.Tables;

/// <summary>Customers, products and purchases as a Spark job writes them: many parts, any order, every column optional, times as Spark's settings have them.</summary>
public class ForeignTableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customers_in_many_parts_and_any_order_are_put_in_order_of_their_ids()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        Node[] schema() =>
        [
            TestTable.Column("customer", PhysicalType.ByteArray, Repetition.Optional, LogicalType.String()),
            TestTable.Column("id", PhysicalType.Int32, Repetition.Optional),
        ];
        byte[] Part(int?[] ids, string?[] customers) => TestTable.Write(schema(), group =>
        {
            TestTable.AddText(group, customers);
            TestTable.Add(group, ids);
        });
        await container.ReplaceAsync("customers/", Part([4, 1], ["d", "b"]), Part([2, 0, 3], ["ü", "a", "c"]));

        Model model = await ModelReader.ReadAsync(container, SampleModel.Name, Cancellation);

        Assert.Equal(["a", "b", "ü", "c", "d"], Enumerable.Range(0, 5).Select(id => model.Customers[id]));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3, 5 }, new[] { "a", "b", "c", "d", "e" }, "customers/part-00000.parquet: id 5 is out of range; the manifest counts 5 customers, so ids are 0 to 4")]
    [InlineData(new[] { 0, 1, 2, 3, 3 }, new[] { "a", "b", "c", "d", "e" }, "customers/part-00000.parquet: id 3 comes twice")]
    [InlineData(new[] { 0, 1, 2, 3, 4 }, new[] { "a", "b", "c", "d", null }, "customers/part-00000.parquet: id 4 has no text")]
    [InlineData(new[] { 0, 1, 2, 3, 4 }, new[] { "a", "b", "c", "d", "b" }, "customers/: ids 1 and 4 are both 'b'")]
    [InlineData(new[] { 0, 1, 2, 4 }, new[] { "a", "b", "c", "d" }, "customers/: id 3 is missing; the manifest counts 5 customers")]
    public async Task Customers_that_do_not_fit_the_model_are_refused(int[] ids, string?[] customers, string problem)
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        Node[] schema =
        [
            TestTable.Column("id", PhysicalType.Int32),
            TestTable.Column("customer", PhysicalType.ByteArray, Repetition.Optional, LogicalType.String()),
        ];
        await container.ReplaceAsync("customers/", TestTable.Write(schema, group =>
        {
            TestTable.Add(group, [.. ids.Select(id => (int?)id)]);
            TestTable.AddText(group, customers);
        }));

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Equal(problem, $"{error.File}: {error.Problem}");
    }

    [Fact]
    public async Task Purchases_in_any_order_are_put_in_order_of_customer_and_product()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        await container.ReplaceAsync(
            "purchases/",
            Purchases([4, 0], [1, 3], [1, 2], Micros(10, 20)),
            Purchases([0, 4, 0], [2, 0, 0], [3, 4, 5], Micros(30, null, 40)));

        Model model = await ModelReader.ReadAsync(container, SampleModel.Name, Cancellation);

        Assert.Equal([0, 3, 3, 3, 3, 5], model.Purchases.Weights.Offsets.ToArray());
        Assert.Equal([0, 2, 3], model.Purchases.Weights.Columns(0).ToArray());
        Assert.Equal([5f, 3, 2], model.Purchases.Weights.Values(0).ToArray());
        Assert.Equal([At(40), At(30), At(20)], model.Purchases.Last(0).ToArray());
        Assert.Equal([0, 1], model.Purchases.Weights.Columns(4).ToArray());
        Assert.Equal([4f, 1], model.Purchases.Weights.Values(4).ToArray());
        Assert.Equal([DateTime.MinValue, At(10)], model.Purchases.Last(4).ToArray());
    }

    [Theory]
    [InlineData(5, 0, 1, "purchases/part-00000.parquet: customer 5 is out of range; the manifest counts 5, so ids are 0 to 4")]
    [InlineData(0, 4, 1, "purchases/part-00000.parquet: product 4 is out of range; the manifest counts 4, so ids are 0 to 3")]
    [InlineData(0, -1, 1, "purchases/part-00000.parquet: product -1 is out of range; the manifest counts 4, so ids are 0 to 3")]
    [InlineData(2, 2, double.NaN, "purchases/part-00000.parquet: the weight of customer 2 and product 2 is NaN; expected a finite number")]
    [InlineData(1, 1, 1, "purchases/: customer 1 and product 1 come twice; expected each pair once")]
    public async Task Purchases_that_do_not_fit_the_model_are_refused(int customer, int product, double weight, string problem)
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        await container.ReplaceAsync("purchases/", Purchases([1, 3, customer], [1, 3, product], [1, 1, weight], Micros(1, 2, 3)));

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Equal(problem, $"{error.File}: {error.Problem}");
    }

    [Fact]
    public async Task Times_are_read_in_every_unit_that_Spark_writes()
    {
        DateTime time = new(2011, 12, 9, 12, 50, 1);
        long micros = (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

        // Julian day 2,455,905 is 2011-12-09; the nanoseconds since midnight fill two of the three words.
        long nanosOfDay = time.TimeOfDay.Ticks * TimeSpan.NanosecondsPerTick;
        Action<RowGroupWriter> Add<T>(T value)
            where T : unmanaged => group => TestTable.Add<T>(group, value, null);
        (PhysicalType Type, LogicalType? Logical, Action<RowGroupWriter> Add)[] variants =
        [
            (PhysicalType.Int64, LogicalType.Timestamp(true, TimeUnit.Micros), Add(micros)),
            (PhysicalType.Int64, LogicalType.Timestamp(false, TimeUnit.Millis), Add(micros / 1000)),
            (PhysicalType.Int64, LogicalType.Timestamp(false, TimeUnit.Nanos), Add(micros * 1000)),
            (PhysicalType.Int96, null, Add(new Int96((int)nanosOfDay, (int)(nanosOfDay >> 32), 2_455_905))),
        ];
        foreach ((PhysicalType type, LogicalType? logical, Action<RowGroupWriter> add) in variants)
        {
            MemoryContainer container = await SampleModel.WriteAsync();
            await container.ReplaceAsync("purchases/", Purchases([1, 2], [0, 3], [1, 1], (TestTable.Column("last", type, Repetition.Optional, logical), add)));

            Model model = await ModelReader.ReadAsync(container, SampleModel.Name, Cancellation);

            Assert.Equal([time], model.Purchases.Last(1).ToArray());
            Assert.Equal([DateTime.MinValue], model.Purchases.Last(2).ToArray());
        }
    }

    [Fact]
    public async Task A_column_that_holds_no_times_is_refused()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        await container.ReplaceAsync("purchases/", Purchases([1], [0], [1], (TestTable.Column("last", PhysicalType.Int64), group => TestTable.Add<long>(group, 1))));

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Contains("its column 'last' is of type Int64", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_past_the_year_9999_is_refused()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        await container.ReplaceAsync("purchases/", Purchases([1], [0], [1], Micros(long.MaxValue)));

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Contains("outside the years 1 to 9999", error.Problem, StringComparison.Ordinal);
    }

    private static byte[] Purchases(int[] customers, int[] products, double[] weights, (Node Column, Action<RowGroupWriter> Add) last)
    {
        Node[] schema =
        [
            TestTable.Column("product", PhysicalType.Int32, Repetition.Optional),
            last.Column,
            TestTable.Column("customer", PhysicalType.Int32, Repetition.Optional),
            TestTable.Column("weight", PhysicalType.Double, Repetition.Optional),
        ];
        return TestTable.Write(schema, group =>
        {
            TestTable.Add(group, [.. products.Select(product => (int?)product)]);
            last.Add(group);
            TestTable.Add(group, [.. customers.Select(customer => (int?)customer)]);
            TestTable.Add(group, [.. weights.Select(weight => (double?)weight)]);
        });
    }

    private static (Node Column, Action<RowGroupWriter> Add) Micros(params long?[] values) =>
        (TestTable.Column("last", PhysicalType.Int64, Repetition.Optional, LogicalType.Timestamp(false, TimeUnit.Micros)), group => TestTable.Add(group, values));

    private static DateTime At(int micros) => DateTime.UnixEpoch.AddMicroseconds(micros);
}
