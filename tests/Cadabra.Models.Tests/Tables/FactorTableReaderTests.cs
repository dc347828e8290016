using Cadabra.Models.Parquet;
using Cadabra.Models.Tables;
using Cadabra.Recommender.Data;
using CsCheck;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Cadabra.Models.Tests.Tables;

public class FactorTableReaderTests
{
    private static readonly float[] Expected = [1, 2, 0, 0, 5, 6];

    public static TheoryData<string> Compressions => ["Uncompressed", "Snappy", "Gzip", "Zstd", "Lz4Hadoop", "Brotli"];

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Every_compression_that_Spark_can_be_set_to_is_read(string compression)
    {
        byte[] file = TestTable.Write(Enum.Parse<Compression>(compression), FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (0, [1, 2]), (2, [5, 6])));

        Assert.Equal(Expected, Read(3, 2, file).Values.ToArray());
    }

    [Theory]
    [InlineData(Repetition.Required, Repetition.Required, Repetition.Required)]
    [InlineData(Repetition.Optional, Repetition.Optional, Repetition.Optional)]
    [InlineData(Repetition.Optional, Repetition.Required, Repetition.Optional)]
    public void Optional_and_required_fields_are_read_alike(Repetition id, Repetition list, Repetition element)
    {
        byte[] file = TestTable.Write(FactorRows.Schema<float>(id, list, element), group => FactorRows.Add<float>(group, (0, [1, 2]), (2, [5, 6])));

        Assert.Equal(Expected, Read(3, 2, file).Values.ToArray());
    }

    [Theory]
    [InlineData("list", "element")]
    [InlineData("list", "item")]
    [InlineData("bag", "array")]
    [InlineData("list", "array")]
    public void The_element_may_have_any_name(string middle, string name)
    {
        byte[] file = TestTable.Write(FactorRows.Schema<float>(middle: middle, name: name), group => FactorRows.Add<float>(group, (0, [1, 2]), (2, [5, 6])));

        Assert.Equal(Expected, Read(3, 2, file).Values.ToArray());
    }

    [Fact]
    public void The_two_level_list_of_the_legacy_format_is_read()
    {
        byte[] file = TestTable.Write(FactorRows.LegacySchema<float>(), group => FactorRows.Add<float>(group, (0, [1, 2]), (2, [5, 6])));

        Assert.Equal(Expected, Read(3, 2, file).Values.ToArray());
    }

    [Fact]
    public void Doubles_are_read_as_floats()
    {
        byte[] file = TestTable.Write(FactorRows.Schema<double>(), group => FactorRows.Add<double>(group, (0, [1, 2.0000000001]), (2, [5, 6])));

        Assert.Equal(Expected, Read(3, 2, file).Values.ToArray());
    }

    [Fact]
    public void Other_columns_are_passed_over()
    {
        Node[] schema = [TestTable.Column("extra", PhysicalType.Int64), .. FactorRows.Schema<float>()];
        byte[] file = TestTable.Write(schema, group =>
        {
            TestTable.Add<long>(group, 7, 8);
            FactorRows.Add<float>(group, (0, [1, 2]), (2, [5, 6]));
        });

        Assert.Equal(Expected, Read(3, 2, file).Values.ToArray());
    }

    [Fact]
    public void An_empty_part_adds_nothing()
    {
        byte[] empty = TestTable.Write(FactorRows.Schema<float>());
        byte[] file = TestTable.Write(FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (2, [5, 6]), (0, [1, 2])));

        Assert.Equal(Expected, Read(3, 2, empty, file, empty).Values.ToArray());
    }

    [Fact]
    public void Any_split_into_parts_and_row_groups_in_any_order_gives_the_same_factors() =>
        Gen.Select(Gen.Int[0, 5000], Gen.Int[1, 40], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, 999]).Sample((count, rank, parts, groups, seed) =>
        {
            var random = new Random(seed);
            var expected = new FactorMatrix(count, rank);
            foreach (ref float value in expected.Values)
            {
                value = random.NextSingle();
            }

            int[] ids = [.. Enumerable.Range(0, count)];
            random.Shuffle(ids);
            var files = new List<byte[]>();
            foreach (int[] partIds in ids.Chunk((count / parts) + 1))
            {
                files.Add(TestTable.Write(FactorRows.Schema<float>(), [.. partIds.Chunk((partIds.Length / groups) + 1).Select<int[], Action<RowGroupWriter>>(groupIds =>
                    group => FactorRows.Add(group, [.. groupIds.Select(id => ((int?)id, (float?[]?)[.. expected[id].ToArray().Select(value => (float?)value)]))]))]));
            }

            Assert.Equal(expected.Values.ToArray(), Read(count, rank, [.. files]).Values.ToArray());
        }, iter: 40);

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void An_id_out_of_range_is_refused(int id) =>
        Refuses($"id {id} is out of range; the model has ids 0 to 2", FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (0, [1, 2]), (id, [5, 6])));

    [Fact]
    public void An_id_that_comes_twice_is_refused() =>
        Refuses("id 0 has factors twice", FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (0, [1, 2]), (0, [5, 6])));

    [Fact]
    public void A_missing_id_is_refused() =>
        Refuses("its column 'id' lacks a value in rows 0 to 1", FactorRows.Schema<float>(id: Repetition.Optional), group => FactorRows.Add<float>(group, (0, [1, 2]), (null, [5, 6])));

    [Fact]
    public void Too_few_factors_in_the_middle_are_refused() =>
        Refuses("id 0 has 1 factors; the model's rank is 2", FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (0, [1]), (2, [5, 6])));

    [Fact]
    public void Too_few_factors_at_the_end_are_refused() =>
        Refuses("id 2 has 1 factors; the model's rank is 2", FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (0, [1, 2]), (2, [5])));

    [Fact]
    public void Too_many_factors_in_the_middle_are_refused() =>
        Refuses("id 0 has more factors; the model's rank is 2", FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (0, [1, 2, 3]), (2, [5, 6])));

    [Fact]
    public void Too_many_factors_at_the_end_are_refused() =>
        Refuses("id 2 has more factors; the model's rank is 2", FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (0, [1, 2]), (2, [5, 6, 7])));

    [Fact]
    public void Null_features_are_refused() =>
        Refuses("the features of an id are null, empty or hold a null", FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (0, [1, 2]), (2, null)));

    [Fact]
    public void Empty_features_are_refused() =>
        Refuses("the features of an id are null, empty or hold a null", FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (0, []), (2, [5, 6])));

    [Fact]
    public void A_null_factor_is_refused() =>
        Refuses("the features of an id are null, empty or hold a null", FactorRows.Schema<float>(element: Repetition.Optional), group => FactorRows.Add<float>(group, (0, [1, null]), (2, [5, 6])));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_factor_that_is_no_number_is_refused(float factor) =>
        Refuses($"a factor of id 2 is {factor}; expected a finite number", FactorRows.Schema<float>(), group => FactorRows.Add<float>(group, (0, [1, 2]), (2, [5, factor])));

    [Fact]
    public void A_missing_column_is_refused_with_those_that_are_there() =>
        Refuses(
            "it has no column 'features'; found id, factors",
            [TestTable.Column("id", PhysicalType.Int32), TestTable.Column("factors", PhysicalType.Float)],
            group =>
            {
                TestTable.Add<int>(group, 0);
                TestTable.Add<float>(group, 1);
            });

    [Fact]
    public void Features_that_are_no_array_are_refused() =>
        Refuses(
            "its column 'features' is not an array of numbers",
            [TestTable.Column("id", PhysicalType.Int32), TestTable.Column("features", PhysicalType.Float)],
            group =>
            {
                TestTable.Add<int>(group, 0);
                TestTable.Add<float>(group, 1);
            });

    [Fact]
    public void Ids_of_another_type_are_refused() =>
        Refuses(
            "its column 'id' is of type Int64; expected Int32",
            [TestTable.Column("id", PhysicalType.Int64), .. FactorRows.Schema<float>()[1..]],
            group =>
            {
                TestTable.Add<long>(group, 0);
                using var column = (ColumnWriter<float>)group.NextColumn();
                column.WriteBatch(2, [2, 2], [0, 1], [1f, 2f]);
            });

    private static void Refuses(string problem, Node[] schema, Action<RowGroupWriter> write)
    {
        ModelDamagedException error = Assert.Throws<ModelDamagedException>(() => Read(3, 2, TestTable.Write(schema, write)));

        Assert.Equal("als/userFactors/part-0.parquet", error.File);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }

    private static FactorMatrix Read(int rowCount, int rank, params byte[][] files)
    {
        var reader = new FactorTableReader(rowCount, rank);
        for (int file = 0; file < files.Length; file++)
        {
            byte[] content = GC.AllocateUninitializedArray<byte>(files[file].Length, pinned: true);
            files[file].CopyTo(content, 0);
            using var part = new TablePart("/model", $"als/userFactors/part-{file}.parquet", content);
            reader.Add(part);
        }

        return reader.Build();
    }
}
