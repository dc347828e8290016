using System.Text;
using System.Text.Json;
using Cadabra.Models.Export;
using Cadabra.Models.Tests.Storage;
using Cadabra.Recommender.Ranking;
using Cadabra.Storage;
using CsCheck;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace Cadabra.Models.Tests.Export;

public class RecommendationFileTests
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Catalog Catalog = new(
    [
        new Product { Id = 0, Code = "85123A", Description = "WHITE HANGING HEART" },
        new Product { Id = 1, Code = "22423", Description = "CAKESTAND, \"REGENCY\" £12" },
        new Product { Id = 2, Code = "POST", Description = "two\r\nlines" },
    ]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_is_quoted_where_RFC_4180_asks_for_it() =>
        Assert.Equal(
            "customer,rank,product,description,score\r\n"
            + "17850,1,22423,\"CAKESTAND, \"\"REGENCY\"\" £12\",0.9\r\n"
            + "17850,2,85123A,WHITE HANGING HEART,-1.5E-07\r\n"
            + "\"a,b\",1,POST,\"two\r\nlines\",3\r\n",
            Utf8.GetString(await WriteAsync("out.csv")));

    [Fact]
    public async Task Json_lines_hold_one_object_a_row() =>
        Assert.Equal(
            """{"customer":"17850","rank":1,"product":"22423","description":"CAKESTAND, \"REGENCY\" £12","score":0.9}""" + "\n"
            + """{"customer":"17850","rank":2,"product":"85123A","description":"WHITE HANGING HEART","score":-1.5E-07}""" + "\n"
            + """{"customer":"a,b","rank":1,"product":"POST","description":"two\r\nlines","score":3}""" + "\n",
            Utf8.GetString(await WriteAsync("out.jsonl")));

    [Fact]
    public async Task Parquet_has_the_documented_schema_and_rows()
    {
        byte[] file = await WriteAsync("folder/OUT.PARQUET");

        Assert.Equal(
            """
            message spark_schema {
              required binary customer (STRING);
              required int32 rank;
              required binary product (STRING);
              required binary description (STRING);
              required float score;
            }
            """,
            SchemaText.Of(file));
        using var reader = new ParquetFileReader(new MemoryStream(file), leaveOpen: false);
        using RowGroupReader group = reader.RowGroup(0);
        Assert.Equal(["17850", "17850", "a,b"], Column<string>(group, 0));
        Assert.Equal([1, 2, 1], Column<int>(group, 1));
        Assert.Equal(["22423", "85123A", "POST"], Column<string>(group, 2));
        Assert.Equal(["CAKESTAND, \"REGENCY\" £12", "WHITE HANGING HEART", "two\r\nlines"], Column<string>(group, 3));
        Assert.Equal([0.9f, -1.5E-07f, 3f], Column<float>(group, 4));
    }

    [Theory]
    [InlineData("out.parquet")]
    [InlineData("out.csv")]
    [InlineData("out.jsonl")]
    public async Task No_recommendations_make_a_file_without_rows(string name)
    {
        var container = new MemoryContainer();
        await RecommendationFile.WriteAsync(container, name, Catalog, (_, _) => Task.CompletedTask, Cancellation);

        byte[] file = container[name];
        if (name.EndsWith(".parquet", StringComparison.Ordinal))
        {
            using var reader = new ParquetFileReader(new MemoryStream(file), leaveOpen: false);
            Assert.Equal(0, reader.FileMetaData.NumRows);
        }
        else
        {
            Assert.Equal(name == "out.csv" ? "customer,rank,product,description,score\r\n" : "", Utf8.GetString(file));
        }
    }

    [Fact]
    public async Task Rows_past_a_batch_are_all_there_in_order()
    {
        const int Customers = 50_000;
        var container = new MemoryContainer();
        foreach (string extension in RecommendationFile.Extensions)
        {
            await RecommendationFile.WriteAsync(container, "x" + extension, Catalog, async (writer, token) =>
            {
                for (int customer = 0; customer < Customers; customer++)
                {
                    await writer.WriteAsync($"{customer}", new ScoredProduct[] { new(0, customer), new(1, -customer) }, token);
                }
            }, Cancellation);
        }

        string[] lines = Utf8.GetString(container["x.csv"]).Split("\r\n");
        Assert.Equal((2 * Customers) + 2, lines.Length);
        Assert.Equal($"{Customers - 1},2,22423,\"CAKESTAND, \"\"REGENCY\"\" £12\",-{Customers - 1}", lines[2 * Customers]);
        Assert.Equal(2 * Customers, Utf8.GetString(container["x.jsonl"]).Count(letter => letter == '\n'));
        using var reader = new ParquetFileReader(new MemoryStream(container["x.parquet"]), leaveOpen: false);
        Assert.Equal(2, reader.FileMetaData.NumRowGroups);
        var customers = new List<string>();
        for (int group = 0; group < reader.FileMetaData.NumRowGroups; group++)
        {
            using RowGroupReader rows = reader.RowGroup(group);
            customers.AddRange(Column<string>(rows, 0));
        }

        Assert.Equal(Enumerable.Range(0, 2 * Customers).Select(row => $"{row / 2}"), customers);
    }

    [Fact]
    public void Every_text_comes_back_from_every_line_of_json() =>
        Gen.Select(Gen.String, Gen.String, Gen.Single.Where(float.IsFinite)).SampleAsync(async (customer, description, score) =>
        {
            // Half of a surrogate pair is no text, and no UTF-8.
            if (Utf8.GetString(Encoding.UTF8.GetBytes(customer + description)) != customer + description)
            {
                return;
            }

            var container = new MemoryContainer();
            var catalog = new Catalog([new Product { Id = 0, Code = "1", Description = description }]);
            await RecommendationFile.WriteAsync(container, "x.jsonl", catalog, async (writer, token) => await writer.WriteAsync(customer, new ScoredProduct[] { new(0, score) }, token));

            using JsonDocument line = JsonDocument.Parse(container["x.jsonl"]);
            Assert.Equal(customer, line.RootElement.GetProperty("customer").GetString());
            Assert.Equal(description, line.RootElement.GetProperty("description").GetString());
            Assert.Equal(score, line.RootElement.GetProperty("score").GetSingle());
        }, iter: 300);

    [Theory]
    [InlineData("out.parquet")]
    [InlineData("out.csv")]
    [InlineData("out.jsonl")]
    public async Task A_feed_that_fails_half_way_leaves_no_file(string name)
    {
        var container = new MemoryContainer();

        await Assert.ThrowsAsync<InvalidOperationException>(() => RecommendationFile.WriteAsync(container, name, Catalog, async (writer, token) =>
        {
            for (int customer = 0; customer < 100_000; customer++)
            {
                await writer.WriteAsync($"{customer}", new ScoredProduct[] { new(0, 1) }, token);
            }

            throw new InvalidOperationException("half way");
        }, Cancellation));

        Assert.Empty(container.Names);
    }

    [Theory]
    [InlineData("out.parquet")]
    [InlineData("out.csv")]
    [InlineData("out.jsonl")]
    public async Task A_full_disk_is_an_IOException(string name)
    {
        var container = new FailingContainer(new MemoryContainer(), 1, FailurePoint.Within, isKilled: false);

        IOException error = await Assert.ThrowsAsync<IOException>(() => RecommendationFile.WriteAsync(
            container, name, Catalog, async (writer, token) => await writer.WriteAsync("1", new ScoredProduct[] { new(0, 1) }, token), Cancellation));

        Assert.Equal("the disk is full", error.Message);
    }

    [Theory]
    [InlineData("out.xlsx")]
    [InlineData("out")]
    [InlineData("parquet")]
    public async Task Another_extension_is_refused_with_those_that_there_are(string name)
    {
        var container = new MemoryContainer();

        InputException error = await Assert.ThrowsAsync<InputException>(() => RecommendationFile.WriteAsync(container, name, Catalog, (_, _) => Task.CompletedTask, Cancellation));

        Assert.Contains($"'{name}': its name ends in none of .parquet, .csv, .jsonl", error.Message, StringComparison.Ordinal);
        Assert.False(RecommendationFile.IsSupported(name));
        Assert.Empty(container.Names);
    }

    private static async Task<byte[]> WriteAsync(string name)
    {
        var container = new MemoryContainer();
        await RecommendationFile.WriteAsync(container, name, Catalog, async (writer, token) =>
        {
            await writer.WriteAsync("17850", new ScoredProduct[] { new(1, 0.9f), new(0, -1.5E-07f) }, token);
            await writer.WriteAsync("nobody", ReadOnlyMemory<ScoredProduct>.Empty, token);
            await writer.WriteAsync("a,b", new ScoredProduct[] { new(2, 3) }, token);
        }, Cancellation);
        return container[name];
    }

    private static T[] Column<T>(RowGroupReader group, int column)
    {
        using ColumnReader reader = group.Column(column);
        return reader.LogicalReader<T>().ReadAll((int)group.MetaData.NumRows);
    }
}
