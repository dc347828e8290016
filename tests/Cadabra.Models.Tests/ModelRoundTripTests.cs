using Cadabra.Models.Manifests;
using Cadabra.Models.Store;
using Cadabra.Models.Tests.Storage;
using Cadabra.Storage;
using CsCheck;

namespace Cadabra.Models.Tests;

public class ModelRoundTripTests
{
    [Fact]
    public async Task What_is_written_is_read_again()
    {
        Model model = SampleModel.Create();
        MemoryContainer container = await SampleModel.WriteAsync(model);

        Model read = await ModelReader.ReadAsync(container, SampleModel.Name, TestContext.Current.CancellationToken);

        ModelAssert.Equal(model, read);
        Assert.Equal(SampleModel.Name, read.Manifest.Name);
    }

    [Fact]
    public void Write_then_read_is_the_identity_for_models_of_every_shape() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 40], Gen.Int[0, 30], Gen.Int[1, 70], Gen.Double[0, 1]).SampleAsync(async (seed, customers, products, rank, density) =>
        {
            Model model = SampleModel.Create(seed, customers, products, rank, density);
            var container = new MemoryContainer();
            await ModelWriter.WriteAsync(container, "a/model", model);

            ModelAssert.Equal(model, await ModelReader.ReadAsync(container, "a/model"));
        }, iter: 100);

    [Fact]
    public async Task A_metric_that_is_no_number_does_not_cost_the_model()
    {
        Model model = SampleModel.Create();
        Manifest manifest = model.Manifest with { Metrics = new Dictionary<string, double> { ["ndcg@10"] = double.NaN }, Loss = [double.PositiveInfinity] };
        MemoryContainer container = await SampleModel.WriteAsync(new Model(manifest, model.Customers, model.Catalog, model.Factors, model.Purchases));

        Manifest read = await ModelReader.ReadManifestAsync(container, SampleModel.Name, TestContext.Current.CancellationToken);

        Assert.Equal(double.NaN, read.Metrics["ndcg@10"]);
        Assert.Equal([double.PositiveInfinity], read.Loss);
    }

    [Fact]
    public async Task Tables_longer_than_a_row_group_are_read_whole()
    {
        Model model = SampleModel.Create(seed: 3, customers: 70_000, products: 3, rank: 2, density: 0.7);
        MemoryContainer container = await SampleModel.WriteAsync(model);

        ModelAssert.Equal(model, await ModelReader.ReadAsync(container, SampleModel.Name, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_container_that_is_a_model_itself_is_read_under_the_empty_name()
    {
        MemoryContainer store = await SampleModel.WriteAsync();
        var container = new MemoryContainer();
        foreach (string name in store.Names)
        {
            container[name[(SampleModel.Name.Length + 1)..]] = store[name];
        }

        ModelAssert.Equal(SampleModel.Create(), await ModelReader.ReadAsync(container, "", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_store_on_disk_adds_publishes_opens_and_prunes()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var store = new ModelStore(new DiskBlobContainer(folder["models"]));
        Model model = SampleModel.Create();
        string first = await store.AddAsync(model, cancellation);
        string second = await store.AddAsync(model, cancellation);
        string third = await store.AddAsync(model, cancellation);
        await store.PublishAsync(third, cancellation);

        ModelAssert.EqualData(model, await store.OpenCurrentAsync(cancellation));
        ModelAssert.EqualData(model, await ModelReader.ReadAsync(new DiskBlobContainer(folder[$"models/{second}"]), "", cancellation));
        Assert.Equal([third, second, first], (await store.ListAsync(cancellation)).Select(stored => stored.Name));
        Assert.Equal([first], await store.PruneAsync(keep: 2, TimeSpan.FromHours(1), cancellation));
        Assert.Equal(["current", second, third], Directory.EnumerateFileSystemEntries(folder["models"]).Select(Path.GetFileName).Order(StringComparer.Ordinal).OrderBy(name => name != "current"));
    }
}
