using System.Security.Cryptography;
using System.Text.Json;
using Cadabra.Models.Manifests;
using Cadabra.Models.Tests.Storage;

namespace Cadabra.Models.Tests;

public class ModelWriterTests
{
    /// <summary>Five tables and the metadata, each with its marker, and the manifest.</summary>
    private const int Puts = 13;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_makes_as_many_puts_as_the_failure_tests_suppose()
    {
        MemoryContainer container = await SampleModel.WriteAsync();

        Assert.Equal(Puts, container.Names.Count);
    }

    [Fact]
    public async Task A_write_that_is_killed_at_any_put_leaves_no_model()
    {
        foreach (FailurePoint point in new[] { FailurePoint.Before, FailurePoint.Within })
        {
            for (int put = 1; put <= Puts; put++)
            {
                var container = new MemoryContainer();
                var failing = new FailingContainer(container, put, point, isKilled: true);

                await Assert.ThrowsAsync<IOException>(() => ModelWriter.WriteAsync(failing, SampleModel.Name, SampleModel.Create(), Cancellation));

                await Assert.ThrowsAsync<ModelNotFoundException>(() => ModelReader.ReadManifestAsync(container, SampleModel.Name, Cancellation));
                Assert.Equal(put - 1, container.Names.Count);
            }
        }
    }

    [Fact]
    public async Task A_write_that_fails_at_any_put_leaves_nothing_behind()
    {
        foreach (FailurePoint point in Enum.GetValues<FailurePoint>())
        {
            for (int put = 1; put <= Puts; put++)
            {
                var container = new MemoryContainer();
                var failing = new FailingContainer(container, put, point, isKilled: false);

                IOException error = await Assert.ThrowsAsync<IOException>(() => ModelWriter.WriteAsync(failing, SampleModel.Name, SampleModel.Create(), Cancellation));

                Assert.Equal(point == FailurePoint.After ? "the answer was lost" : "the disk is full", error.Message);
                Assert.Empty(container.Names);
            }
        }
    }

    [Fact]
    public async Task A_cancelled_write_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var container = new MemoryContainer();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ModelWriter.WriteAsync(container, SampleModel.Name, SampleModel.Create(), cancellation.Token));

        Assert.Empty(container.Names);
    }

    [Fact]
    public async Task Factors_that_are_no_numbers_are_not_written()
    {
        Model model = SampleModel.Create();
        model.Factors.Products[2][1] = float.NaN;
        var container = new MemoryContainer();

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => ModelWriter.WriteAsync(container, SampleModel.Name, model, Cancellation));

        Assert.StartsWith("The products' factors hold NaN", error.Message, StringComparison.Ordinal);
        Assert.Empty(container.Names);
    }

    [Fact]
    public async Task A_model_is_never_written_over_another()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        byte[] manifest = container[$"{SampleModel.Name}/manifest.json"];

        ModelNotEmptyException error = await Assert.ThrowsAsync<ModelNotEmptyException>(() => ModelWriter.WriteAsync(container, SampleModel.Name, SampleModel.Create(), Cancellation));

        Assert.Contains($"/store/{SampleModel.Name}", error.Message, StringComparison.Ordinal);
        Assert.Same(manifest, container[$"{SampleModel.Name}/manifest.json"]);
        await ModelReader.VerifyAsync(container, SampleModel.Name, Cancellation);
    }

    [Fact]
    public async Task The_manifest_lists_every_other_file_by_its_own_checksum()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        Manifest manifest = await ModelReader.ReadManifestAsync(container, SampleModel.Name, Cancellation);

        Assert.Equal(
            container.Names.Select(name => name[(SampleModel.Name.Length + 1)..]).Where(file => file != "manifest.json"),
            manifest.Files.Keys.Order(StringComparer.Ordinal));
        Assert.All(manifest.Files, file =>
        {
            byte[] content = container[$"{SampleModel.Name}/{file.Key}"];
            Assert.Equal(new ManifestFile(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length), file.Value);
        });
    }

    [Fact]
    public async Task The_manifest_carries_its_own_checksum_over_itself_with_zeros_in_its_place()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        string json = System.Text.Encoding.UTF8.GetString(container[$"{SampleModel.Name}/manifest.json"]);
        string digest = JsonDocument.Parse(json).RootElement.GetProperty("sha256").GetString()!;

        string zeroed = json.Replace(digest, new string('0', 64), StringComparison.Ordinal);

        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(zeroed))));
    }

    [Fact]
    public async Task The_manifest_has_the_documented_names()
    {
        MemoryContainer container = await SampleModel.WriteAsync();
        using JsonDocument json = JsonDocument.Parse(container[$"{SampleModel.Name}/manifest.json"]);
        JsonElement root = json.RootElement;

        Assert.Equal(
            ["formatVersion", "sha256", "name", "engine", "created", "trainingWindow", "parameters", "interactions", "counts", "metrics", "loss", "files"],
            Names(root));
        Assert.Equal(1, root.GetProperty("formatVersion").GetInt32());
        Assert.Equal("embedded", root.GetProperty("engine").GetString());
        Assert.Equal("2011-12-09T12:50:00Z", root.GetProperty("created").GetString());
        Assert.Equal("2010-12-01T08:26:00", root.GetProperty("trainingWindow").GetProperty("from").GetString());
        Assert.Equal(
            ["rank", "maxIter", "regParam", "alpha", "implicitPrefs", "nonnegative", "seed", "unobservedWeight", "regExponent", "regScaling", "init", "solver", "factorPrecision"],
            Names(root.GetProperty("parameters")));
        Assert.Equal(40, root.GetProperty("parameters").GetProperty("alpha").GetDouble());
        Assert.Equal(["customers", "products", "interactions", "lines", "rejected"], Names(root.GetProperty("counts")));
        Assert.Equal(135_080, root.GetProperty("counts").GetProperty("rejected").GetProperty("no-customer").GetInt64());
        Assert.Equal("stock-code", root.GetProperty("interactions").GetProperty("productKey").GetString());
        Assert.Equal(0.123, root.GetProperty("metrics").GetProperty("ndcg@10").GetDouble());
        Assert.Equal(2.125, root.GetProperty("loss")[2].GetDouble());

        static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
    }
}
