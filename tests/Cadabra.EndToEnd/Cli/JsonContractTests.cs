using System.Text.Json;

namespace Cadabra.EndToEnd.Cli;

/// <summary>The keys that programs rely on, to the letter.</summary>
public sealed class JsonContractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _orders;
    private readonly string _store;

    public JsonContractTests()
    {
        _orders = Shop.WriteOrders(_folder["orders.csv"]);
        _store = _folder["store"];
    }

    [Fact]
    public async Task Inspect_counts_every_line_once()
    {
        JsonElement report = await CadabraProcess.RunJsonAsync("inspect", "--orders", _orders);

        AssertKeys(report, "lines", "kept", "rejected", "returns", "customers", "products", "from", "to", "warnings");
        AssertKeys(report.GetProperty("rejected"), "malformed", "not-a-product", "no-customer", "return", "not-a-sale");
        Assert.Equal(245, report.GetProperty("lines").GetInt64());
        Assert.Equal(240, report.GetProperty("kept").GetInt64());
        Assert.All(report.GetProperty("rejected").EnumerateObject(), reason => Assert.Equal(1, reason.Value.GetInt64()));
        Assert.Equal(1, report.GetProperty("returns").GetInt64());
        Assert.Equal(Shop.Customers, report.GetProperty("customers").GetInt32());
        Assert.Equal(Shop.Products, report.GetProperty("products").GetInt32());
        Assert.Equal("2024-01-05T10:00:00", report.GetProperty("from").GetString());
        Assert.Equal("2024-03-05T10:39:00", report.GetProperty("to").GetString());
    }

    [Fact]
    public async Task Train_stores_a_model_that_recommend_similar_and_models_use()
    {
        JsonElement training = await TrainAsync("--iterations", "4");

        AssertKeys(training, "model", "customers", "products", "interactions", "lines", "rejected", "seconds", "secondsPerIteration", "loss");
        AssertKeys(training.GetProperty("seconds"), "read", "train", "write");
        Assert.Equal(4, training.GetProperty("secondsPerIteration").GetArrayLength());
        Assert.Equal(4, training.GetProperty("loss").GetArrayLength());
        Assert.Equal(245, training.GetProperty("lines").GetInt64());
        string model = training.GetProperty("model").GetString()!;
        Assert.True(File.Exists(Path.Combine(model, "manifest.json")));

        JsonElement recommended = await CadabraProcess.RunJsonAsync("recommend", "--store", _store, "--customer", "C0", "--top", "3");
        AssertKeys(recommended, "customer", "items");
        Assert.Equal("C0", recommended.GetProperty("customer").GetString());
        Assert.Equal(3, recommended.GetProperty("items").GetArrayLength());
        JsonElement best = recommended.GetProperty("items")[0];
        AssertKeys(best, "product", "description", "score");

        // Even customers buy from the first half of the catalog; the best new product for one lies there too.
        Assert.InRange(int.Parse(best.GetProperty("product").GetString()![..5], System.Globalization.CultureInfo.InvariantCulture), 20000, 20009);

        JsonElement named = await CadabraProcess.RunJsonAsync("recommend", "--model", model, "--customer", "C0", "--top", "3");
        Assert.Equal(recommended.ToString(), named.ToString());

        JsonElement similar = await CadabraProcess.RunJsonAsync("similar", "--store", _store, "--product", "20001a", "--top", "4");
        AssertKeys(similar, "product", "items");
        Assert.Equal("20001A", similar.GetProperty("product").GetString());
        Assert.Equal(4, similar.GetProperty("items").GetArrayLength());

        JsonElement models = await CadabraProcess.RunJsonAsync("models", "--store", _store);
        AssertKeys(models, "models");
        JsonElement listed = Assert.Single(models.GetProperty("models").EnumerateArray());
        Assert.Equal(Path.GetFileName(model), listed.GetProperty("name").GetString());
        Assert.True(listed.GetProperty("current").GetBoolean());
    }

    [Fact]
    public async Task Evaluate_gives_the_same_keys_for_the_model_and_each_baseline()
    {
        JsonElement report = await CadabraProcess.RunJsonAsync("evaluate", "--orders", _orders, "--rank", "8", "--at", "5", "--at", "10");

        AssertKeys(report, "metrics", "baselines", "customers");
        string[] keys = Keys(report.GetProperty("metrics"));
        Assert.Contains("ndcg@5", keys);
        Assert.Contains("recall@10", keys);
        Assert.Contains("hitrate@10", keys);
        Assert.Equal(keys, Keys(report.GetProperty("baselines").GetProperty("popularity")));
        Assert.InRange(report.GetProperty("customers").GetInt32(), 1, Shop.Customers);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public async Task Recommend_all_writes_a_file_and_says_how_fast(string format)
    {
        await TrainAsync();
        string file = _folder[$"out.{format}"];
        JsonElement all = await CadabraProcess.RunJsonAsync("recommend", "--store", _store, "--all", "--top", "5", "--out", file);

        AssertKeys(all, "customers", "seconds", "customersPerSecond");
        Assert.Equal(Shop.Customers, all.GetProperty("customers").GetInt32());
        Assert.True(new FileInfo(file).Length > 0);
        if (format != "parquet")
        {
            Assert.Equal((5 * Shop.Customers) + (format == "csv" ? 1 : 0), File.ReadAllLines(file).Length);
        }
    }

    [Fact]
    public async Task Interactions_train_and_evaluate_like_orders()
    {
        string file = _folder["interactions.csv"];
        File.WriteAllLines(file, ["customer,product,weight", .. Enumerable.Range(0, 400).Select(i => $"u{i % 40},p{(i * 7) % 23},{1 + (i % 3)}")]);

        JsonElement training = await CadabraProcess.RunJsonAsync("train", "--interactions", file, "--store", _store, "--rank", "4");
        Assert.Equal(400, training.GetProperty("lines").GetInt64());
        Assert.Equal(40, training.GetProperty("customers").GetInt32());

        JsonElement report = await CadabraProcess.RunJsonAsync("evaluate", "--interactions", file, "--split", "random", "--rank", "4", "--explicit");
        Assert.Contains("rmse", Keys(report.GetProperty("metrics")));
    }

    [Fact]
    public async Task Generate_counts_lines_files_and_bytes_and_goes_on_where_it_stopped()
    {
        string logs = _folder["logs"];
        JsonElement first = await CadabraProcess.RunJsonAsync("generate", "--source", _orders, "--lines", "100", "--to", logs);
        AssertKeys(first, "lines", "files", "bytes");
        Assert.Equal(100, first.GetProperty("lines").GetInt64());

        JsonElement second = await CadabraProcess.RunJsonAsync("generate", "--source", _orders, "--to", logs);
        Assert.Equal(145, second.GetProperty("lines").GetInt64());

        JsonElement report = await CadabraProcess.RunJsonAsync("inspect", "--orders", logs);
        Assert.Equal(245, report.GetProperty("lines").GetInt64());
    }

    public void Dispose() => _folder.Dispose();

    private Task<JsonElement> TrainAsync(params string[] more) =>
        CadabraProcess.RunJsonAsync(["train", "--orders", _orders, "--store", _store, "--rank", "8", .. more]);

    private static string[] Keys(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    private static void AssertKeys(JsonElement element, params string[] expected) => Assert.Equal(expected, Keys(element));
}
