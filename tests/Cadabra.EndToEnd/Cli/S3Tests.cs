using System.Net.Http.Headers;
using System.Text.Json;

namespace Cadabra.EndToEnd.Cli;

/// <summary>The lake, the store and the lists on S3, with an S3 in memory.</summary>
public sealed class S3Tests(MotoServer moto) : IClassFixture<MotoServer>, IAsyncLifetime
{
    private static readonly string[] Small = ["--rank", "4", "--iterations", "2"];

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private Dictionary<string, string?> _environment = [];
    private string _bucket = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Nobody checks the signature, but without one there must be a right for everybody to read.
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("AWS", "test:unsigned");
        _bucket = await moto.CreateBucketAsync();
        _environment = new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL"] = moto.Endpoint.ToString(),
            ["AWS_ENDPOINT_URL_S3"] = null,
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_SESSION_TOKEN"] = null,
            ["AWS_PROFILE"] = null,
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_lake_on_s3_trains_the_model_that_the_same_lake_on_disk_trains()
    {
        string orders = Shop.WriteOrders(_folder["orders.csv"]);
        await PutAsync("lake/orders/year=2024/month=03/day=06/hour=10/shop.log", await File.ReadAllBytesAsync(orders, Cancel));
        await PutAsync("lake/errors/x/format/2024/03/06/shop.log", "never read"u8.ToArray());

        JsonElement trained = await CadabraProcess.RunJsonAsync(_environment, ["train", "--orders", $"s3://{_bucket}/lake", "--store", $"s3://{_bucket}/store", .. Small]);
        await CadabraProcess.RunJsonAsync(["train", "--orders", orders, "--store", _folder["store"], .. Small]);

        string model = trained.GetProperty("model").GetString()!;
        Assert.StartsWith($"s3://{_bucket}/store/2", model, StringComparison.Ordinal);
        JsonElement fromDisk = await CadabraProcess.RunJsonAsync("recommend", "--store", _folder["store"], "--customer", "C1");
        JsonElement fromStore = await CadabraProcess.RunJsonAsync(_environment, "recommend", "--store", $"s3://{_bucket}/store", "--customer", "C1");
        JsonElement fromModel = await CadabraProcess.RunJsonAsync(_environment, "recommend", "--model", model, "--customer", "C1");
        Assert.Equal(fromDisk.GetRawText(), fromStore.GetRawText());
        Assert.Equal(fromDisk.GetRawText(), fromModel.GetRawText());
    }

    [Fact]
    public async Task Models_on_s3_are_listed_pruned_and_exported()
    {
        string orders = Shop.WriteOrders(_folder["orders.csv"]);
        string store = $"s3://{_bucket}/store";
        JsonElement first = await CadabraProcess.RunJsonAsync(_environment, ["train", "--orders", orders, "--store", store, .. Small]);
        JsonElement second = await CadabraProcess.RunJsonAsync(_environment, ["train", "--orders", orders, "--store", store, .. Small]);
        JsonElement third = await CadabraProcess.RunJsonAsync(_environment, ["train", "--orders", orders, "--store", store, .. Small]);

        JsonElement pruned = await CadabraProcess.RunJsonAsync(_environment, "models", "prune", "--keep", "1", "--store", store);
        JsonElement back = await CadabraProcess.RunJsonAsync(_environment, "models", "rollback", "--store", store);
        await CadabraProcess.RunJsonAsync(_environment, "recommend", "--store", store, "--all", "--top", "3", "--out", $"s3://{_bucket}/lists/r.csv");

        Assert.Equal([Name(third), Name(second)], Names(pruned));
        Assert.DoesNotContain(Name(first), Names(back));
        string csv = await _http.GetStringAsync(new Uri(moto.Endpoint, $"{_bucket}/lists/r.csv"), Cancel);
        Assert.Equal(1 + (3 * Shop.Customers), csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task What_is_wrong_with_a_place_on_s3_is_said_in_one_line()
    {
        CadabraProcess noBucket = await CadabraProcess.RunAsync(_environment, "inspect", "--orders", "s3://no-such-bucket/lake");
        CadabraProcess noUri = await CadabraProcess.RunAsync(_environment, "inspect", "--orders", "s3://NoBucket/lake");
        CadabraProcess nothing = await CadabraProcess.RunAsync(_environment, "inspect", "--orders", $"s3://{_bucket}/nowhere");
        CadabraProcess noModel = await CadabraProcess.RunAsync(_environment, "recommend", "--model", $"s3://{_bucket}", "--customer", "C1");

        AssertOneLine(noBucket, exitCode: 2, "there is no bucket 'no-such-bucket'");
        AssertOneLine(noUri, exitCode: 1, "'s3://NoBucket");
        AssertOneLine(nothing, exitCode: 1, $"s3://{_bucket}/nowhere");
        AssertOneLine(noModel, exitCode: 1, "names nothing in a bucket");

        static void AssertOneLine(CadabraProcess run, int exitCode, string said)
        {
            Assert.Equal(exitCode, run.ExitCode);
            Assert.Contains(said, run.Error, StringComparison.Ordinal);
            Assert.StartsWith("cadabra: ", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.StartsWith("Read orders", StringComparison.Ordinal)), StringComparison.Ordinal);
        }
    }

    private static string Name(JsonElement trained) => trained.GetProperty("model").GetString()!.Split('/')[^1];

    private static List<string?> Names(JsonElement models) => [.. models.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString())];

    private async Task PutAsync(string key, byte[] value)
    {
        using ByteArrayContent content = new(value);
        using HttpResponseMessage response = await _http.PutAsync(new Uri(moto.Endpoint, $"{_bucket}/{key}"), content, Cancel);
        response.EnsureSuccessStatusCode();
    }
}
