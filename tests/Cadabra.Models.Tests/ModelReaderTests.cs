using Cadabra.Models.Tests.Storage;

namespace Cadabra.Models.Tests;

public class ModelReaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_flipped_byte_of_any_file_is_found_and_the_file_named()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        var random = new Random(5);
        foreach (string name in container.Names)
        {
            byte[] content = container[name];
            if (content.Length == 0)
            {
                continue;
            }

            int[] places = name.EndsWith("manifest.json", StringComparison.Ordinal)
                ? [.. Enumerable.Range(0, content.Length)]
                : [0, content.Length - 1, .. Enumerable.Range(0, 20).Select(_ => random.Next(content.Length))];
            foreach (int place in places)
            {
                container[name] = Flip(content, place, (byte)(1 << random.Next(8)));

                ModelException error = await Assert.ThrowsAnyAsync<ModelException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));
                await Assert.ThrowsAnyAsync<ModelException>(() => ModelReader.VerifyAsync(container, SampleModel.Name, Cancellation));

                // A flip of the version's own digit makes a manifest of another version, and is refused as such.
                if (error is not ModelVersionException)
                {
                    Assert.Equal(name, $"{SampleModel.Name}/{Assert.IsType<ModelDamagedException>(error).File}");
                    Assert.Contains($"/store/{SampleModel.Name} is damaged", error.Message, StringComparison.Ordinal);
                    Assert.Contains("Roll back", error.Message, StringComparison.Ordinal);
                }
            }

            container[name] = content;
        }

        await ModelReader.VerifyAsync(container, SampleModel.Name, Cancellation);
    }

    [Fact]
    public async Task A_shortened_or_lengthened_file_is_found()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        string name = container.Part("customers/");
        byte[] content = container[name];
        foreach (byte[] other in new[] { content[..^1], [.. content, (byte)0], [] })
        {
            container[name] = other;

            ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

            Assert.Contains($"it has {other.Length} bytes; the manifest says {content.Length}", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_missing_file_is_named()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        foreach (string name in container.Names.Where(name => !name.EndsWith("manifest.json", StringComparison.Ordinal)))
        {
            byte[] content = container[name];
            await container.DeleteAsync(name, Cancellation);

            ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

            Assert.Equal(name, $"{SampleModel.Name}/{error.File}");
            Assert.Contains("it is missing", error.Message, StringComparison.Ordinal);
            container[name] = content;
        }
    }

    [Theory]
    [InlineData("als/userFactors/part-00001.parquet")]
    [InlineData("als/metadata/part-00001")]
    [InlineData("purchases/year=2011/part-00000.parquet")]
    public async Task Data_that_the_manifest_does_not_list_is_refused(string file)
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        container[$"{SampleModel.Name}/{file}"] = [1];

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Equal(file, error.File);
    }

    [Theory]
    [InlineData("als/userFactors/.part-00000.parquet.crc")]
    [InlineData("purchases/_temporary/0/part-00000.parquet")]
    [InlineData("als_$folder$")]
    [InlineData("README.md")]
    public async Task Files_that_no_reader_takes_for_data_do_no_harm(string file)
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        container[$"{SampleModel.Name}/{file}"] = [1];

        ModelAssert.Equal(SampleModel.Create(), await ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));
    }

    [Fact]
    public async Task A_newer_format_version_is_refused_before_anything_else_is_read()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        container[$"{SampleModel.Name}/manifest.json"] = """{ "engine": { "formatVersion": 1 }, "formatVersion": 2 }"""u8.ToArray();

        ModelVersionException error = await Assert.ThrowsAsync<ModelVersionException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Equal(2, error.FormatVersion);
        Assert.Contains("has format version 2; this program reads version 1. Update cadabra", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("""{ "formatVersion": "1" }""")]
    [InlineData("""{ "formatVersion": 1 }""")]
    public async Task A_manifest_that_is_none_is_refused(string json)
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        container[$"{SampleModel.Name}/manifest.json"] = System.Text.Encoding.UTF8.GetBytes(json);

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadManifestAsync(container, SampleModel.Name, Cancellation));

        Assert.Equal("manifest.json", error.File);
    }

    [Fact]
    public async Task Without_a_manifest_there_is_no_model()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        await container.DeleteAsync($"{SampleModel.Name}/manifest.json", Cancellation);

        ModelNotFoundException error = await Assert.ThrowsAsync<ModelNotFoundException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Contains("There is no model at /store/20111209-125000: it holds no manifest.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_that_the_tables_do_not_bear_out_are_refused()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        await container.SealAsync(manifest => manifest with { Counts = manifest.Counts with { Customers = 6 } });

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Equal("customers/: id 5 is missing; the manifest counts 6 customers", $"{error.File}: {error.Problem}");
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(5, 0)]
    public async Task Counts_and_ranks_that_cannot_be_are_refused(int customers, int rank)
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        await container.SealAsync(manifest => manifest with
        {
            Counts = manifest.Counts with { Customers = customers },
            Parameters = manifest.Parameters with { Rank = rank },
        });

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Equal("manifest.json", error.File);
    }

    [Theory]
    [InlineData("""{"class":"org.apache.spark.ml.recommendation.ALSModel","rank":4}""", "its rank is 4; the manifest says 3")]
    [InlineData("""{"class":"org.apache.spark.ml.recommendation.ALSModel"}""", "it holds no rank above 0")]
    [InlineData("""{"class":"org.apache.spark.ml.recommendation.ALS","rank":3}""", "it is not the metadata of org.apache.spark.ml.recommendation.ALSModel")]
    [InlineData("rank 3", "it is not Spark's metadata")]
    [InlineData("", "its rank is missing; the manifest says 3")]
    public async Task Metadata_of_another_model_is_refused(string line, string problem)
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        container[$"{SampleModel.Name}/als/metadata/part-00000"] = System.Text.Encoding.UTF8.GetBytes(line);
        await container.SealAsync();

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.StartsWith("als/metadata/", error.File, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_without_a_file_is_refused()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        await container.ReplaceAsync("purchases/");

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Equal("purchases/: the manifest lists no data in it", $"{error.File}: {error.Problem}");
    }

    [Fact]
    public async Task A_listed_file_that_is_no_Parquet_file_is_named()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        await container.ReplaceAsync("als/itemFactors/", "not parquet"u8.ToArray());

        ModelDamagedException error = await Assert.ThrowsAsync<ModelDamagedException>(() => ModelReader.ReadAsync(container, SampleModel.Name, Cancellation));

        Assert.Equal("als/itemFactors/part-00000.parquet", error.File);
        Assert.StartsWith("it is no Parquet file that can be read (Invalid: Parquet magic bytes not found in footer.", error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Content_that_was_damaged_before_it_was_listed_is_named()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        string name = container.Part("als/userFactors/");
        byte[] content = container[name];
        for (int place = 4; place < content.Length; place++)
        {
            container[name] = Flip(content, place, 0xFF);
            await container.SealAsync();

            // Whatever the native decoder makes of it: a damaged model by name, or values that happen to decode.
            try
            {
                await ModelReader.ReadAsync(container, SampleModel.Name, Cancellation);
            }
            catch (ModelDamagedException error)
            {
                Assert.Equal(name, $"{SampleModel.Name}/{error.File}");
            }
        }
    }

    private static byte[] Flip(byte[] content, int place, byte bits)
    {
        byte[] flipped = [.. content];
        flipped[place] ^= bits;
        return flipped;
    }
}
