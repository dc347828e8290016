using System.Text.Json;
using Cadabra.Models.Tests.Storage;
using ParquetSharp;

namespace Cadabra.Models.Tests.Spark;

/// <summary>The files under <c>als/</c> are those of Spark ML's ALSModel.write, and the other tables are what docs/formats/model.md says.</summary>
public class SparkFormatTests
{
    [Theory]
    [InlineData("userFactors")]
    [InlineData("itemFactors")]
    public async Task Factors_have_the_schema_that_Spark_writes(string table)
    {
        MemoryContainer container = await SampleModel.WriteAsync();

        Assert.Equal(
            """
            message spark_schema {
              required int32 id;
              optional group features (LIST) {
                repeated group list {
                  required float element;
                }
              }
            }
            """,
            SchemaText.Of(container[container.Part($"als/{table}/")]));
    }

    [Fact]
    public async Task Factors_carry_the_row_metadata_that_Spark_writes()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        using var reader = new ParquetFileReader(new MemoryStream(container[container.Part("als/userFactors/")]), leaveOpen: false);

        IReadOnlyDictionary<string, string> keyValues = reader.FileMetaData.KeyValueMetadata;

        Assert.Equal("3.3.0", keyValues["org.apache.spark.version"]);
        using JsonDocument row = JsonDocument.Parse(keyValues["org.apache.spark.sql.parquet.row.metadata"]);
        Assert.Equal("struct", row.RootElement.GetProperty("type").GetString());
        JsonElement[] fields = [.. row.RootElement.GetProperty("fields").EnumerateArray()];
        Assert.Equal(["id", "features"], fields.Select(field => field.GetProperty("name").GetString()));
        Assert.Equal("integer", fields[0].GetProperty("type").GetString());
        Assert.False(fields[0].GetProperty("nullable").GetBoolean());
        Assert.Equal("array", fields[1].GetProperty("type").GetProperty("type").GetString());
        Assert.Equal("float", fields[1].GetProperty("type").GetProperty("elementType").GetString());
        Assert.False(fields[1].GetProperty("type").GetProperty("containsNull").GetBoolean());
        Assert.True(fields[1].GetProperty("nullable").GetBoolean());
    }

    [Fact]
    public async Task Every_column_is_snappy()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        foreach (string name in container.Names.Where(name => name.EndsWith(".snappy.parquet", StringComparison.Ordinal)))
        {
            using var reader = new ParquetFileReader(new MemoryStream(container[name]), leaveOpen: false);
            using RowGroupReader group = reader.RowGroup(0);
            for (int column = 0; column < reader.FileMetaData.NumColumns; column++)
            {
                Assert.Equal(Compression.Snappy, group.MetaData.GetColumnChunkMetaData(column).Compression);
            }
        }
    }

    [Fact]
    public async Task Ids_without_factors_are_left_out_as_Spark_leaves_them_out()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        using var reader = new ParquetFileReader(new MemoryStream(container[container.Part("als/userFactors/")]), leaveOpen: false);
        using RowGroupReader group = reader.RowGroup(0);
        using ColumnReader column = group.Column(0);

        Assert.Equal([0, 1, 3, 4], column.LogicalReader<int>().ReadAll((int)group.MetaData.NumRows));
    }

    [Fact]
    public async Task The_directory_has_the_files_of_a_Spark_job()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        const string Guid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
        string[] expected =
        [
            "als/itemFactors/_SUCCESS", $"als/itemFactors/part-00000-{Guid}-c000\\.snappy\\.parquet",
            "als/metadata/_SUCCESS", "als/metadata/part-00000",
            "als/userFactors/_SUCCESS", $"als/userFactors/part-00000-{Guid}-c000\\.snappy\\.parquet",
            "customers/_SUCCESS", $"customers/part-00000-{Guid}-c000\\.snappy\\.parquet",
            "manifest\\.json",
            "products/_SUCCESS", $"products/part-00000-{Guid}-c000\\.snappy\\.parquet",
            "purchases/_SUCCESS", $"purchases/part-00000-{Guid}-c000\\.snappy\\.parquet",
        ];

        Assert.Equal(expected.Length, container.Names.Count);
        Assert.All(container.Names.Zip(expected), pair => Assert.Matches($"^{SampleModel.Name}/{pair.Second}$", pair.First));
    }

    [Fact]
    public async Task Metadata_is_the_one_line_that_DefaultParamsReader_parses()
    {
        MemoryContainer container = await SampleModel.WriteAsync();

        string text = System.Text.Encoding.UTF8.GetString(container[$"{SampleModel.Name}/als/metadata/part-00000"]);

        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        using JsonDocument line = JsonDocument.Parse(text);
        JsonElement root = line.RootElement;
        Assert.Equal(["class", "timestamp", "sparkVersion", "uid", "paramMap", "defaultParamMap", "rank"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal("org.apache.spark.ml.recommendation.ALSModel", root.GetProperty("class").GetString());
        Assert.Equal(1_323_435_000_000, root.GetProperty("timestamp").GetInt64());
        Assert.Matches(@"^\d+\.\d+\.\d+$", root.GetProperty("sparkVersion").GetString());
        Assert.Matches("^als_[0-9a-f]{12}$", root.GetProperty("uid").GetString());
        Assert.Equal("""{"userCol":"customer","itemCol":"product","predictionCol":"prediction","coldStartStrategy":"nan","blockSize":4096}""", root.GetProperty("paramMap").GetRawText());
        Assert.Equal("""{"userCol":"user","itemCol":"item","predictionCol":"prediction","coldStartStrategy":"nan","blockSize":4096}""", root.GetProperty("defaultParamMap").GetRawText());
        Assert.Equal(3, root.GetProperty("rank").GetInt32());
    }

    [Fact]
    public async Task Customers_have_the_documented_schema()
    {
        MemoryContainer container = await SampleModel.WriteAsync();

        Assert.Equal(
            """
            message spark_schema {
              required int32 id;
              required binary customer (STRING);
            }
            """,
            SchemaText.Of(container[container.Part("customers/")]));
    }

    [Fact]
    public async Task Products_have_the_documented_schema()
    {
        MemoryContainer container = await SampleModel.WriteAsync();

        Assert.Equal(
            """
            message spark_schema {
              required int32 id;
              required binary product (STRING);
              required binary description (STRING);
              optional double price;
              optional int64 first_sold (TIMESTAMP(MICROS,false));
              optional int64 last_sold (TIMESTAMP(MICROS,false));
              required int32 order_count;
              required int32 customer_count;
            }
            """,
            SchemaText.Of(container[container.Part("products/")]));
    }

    [Fact]
    public async Task Purchases_have_the_documented_schema()
    {
        MemoryContainer container = await SampleModel.WriteAsync();

        Assert.Equal(
            """
            message spark_schema {
              required int32 customer;
              required int32 product;
              required float weight;
              optional int64 last (TIMESTAMP(MICROS,false));
            }
            """,
            SchemaText.Of(container[container.Part("purchases/")]));
    }
}
