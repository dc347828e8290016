namespace Cadabra.EndToEnd.Cli;

/// <summary>Whatever a user gets wrong: exit code 1, nothing on stdout, and one line on stderr that says what and what to do.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public Task A_missing_file_is_named() => AssertRefusedAsync([_folder["none.csv"]], "inspect", "--orders", _folder["none.csv"]);

    [Fact]
    public async Task An_empty_file_has_nothing_to_train_on()
    {
        File.WriteAllText(_folder["empty.csv"], "");
        await AssertRefusedAsync(["nothing to train on", "cadabra inspect"], "train", "--orders", _folder["empty.csv"], "--store", _folder["store"]);
        Assert.False(Directory.Exists(_folder["store"]));
    }

    [Fact]
    public async Task Wrong_columns_leave_nothing_to_train_on()
    {
        File.WriteAllText(_folder["wrong.csv"], "a,b,c\n1,2,3\n");
        await AssertRefusedAsync(["nothing to train on"], "train", "--orders", _folder["wrong.csv"], "--store", _folder["store"]);
        await AssertRefusedAsync(["none is an interaction", "'c,d,y'"], "train", "--interactions", Write("i.csv", "a,b,x\nc,d,y\n"), "--store", _folder["store"]);
    }

    [Fact]
    public async Task An_unknown_customer_or_product_is_named_with_what_ids_look_like()
    {
        await TrainAsync();
        await AssertRefusedAsync(["'nobody'", "'C0'"], "recommend", "--store", _folder["store"], "--customer", "nobody");
        await AssertRefusedAsync(["'99999'", "look like"], "similar", "--store", _folder["store"], "--product", "99999");
    }

    [Fact]
    public async Task A_damaged_model_is_refused_by_name_with_the_file()
    {
        string model = await TrainAsync();
        string factors = Directory.GetFiles(Path.Combine(model, "als", "userFactors"), "*.parquet")[0];
        byte[] bytes = File.ReadAllBytes(factors);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(factors, bytes);
        await AssertRefusedAsync([Path.GetFileName(model), Path.GetFileName(factors), "damaged"], "recommend", "--store", _folder["store"], "--customer", "C0");
        await AssertRefusedAsync([Path.GetFileName(model), "damaged"], "models", "publish", Path.GetFileName(model), "--store", _folder["store"]);
    }

    [Fact]
    public Task A_store_without_models_says_how_to_get_one() =>
        AssertRefusedAsync(["empty", "cadabra train"], "recommend", "--store", _folder["store"], "--customer", "C0");

    [Fact]
    public Task A_model_folder_that_is_none_is_refused() =>
        AssertRefusedAsync([_folder["none"]], "recommend", "--model", _folder["none"], "--customer", "C0");

    [Theory]
    [InlineData("--rank", "abc", "whole number")]
    [InlineData("--rank", "0", "1 to 1,024")]
    [InlineData("--reg", "-1", "0 or more")]
    [InlineData("--solver", "magic", "auto|cg|cholesky")]
    [InlineData("--init", "magic", "normal|spark")]
    [InlineData("--reg-scaling", "magic", "observed|all-pairs")]
    [InlineData("--half-life", "0", "above 0")]
    [InlineData("--from", "yesterday", "2011-11-11")]
    [InlineData("--bogus", "1", "--bogus")]
    public Task An_option_out_of_range_is_named_with_what_is_expected(string option, string value, string expected) =>
        AssertRefusedAsync([expected], "train", "--orders", Orders(), "--store", _folder["store"], option, value);

    [Theory]
    [InlineData("train")]
    [InlineData("recommend")]
    [InlineData("similar")]
    [InlineData("generate")]
    [InlineData("evaluate")]
    [InlineData("nonsense")]
    public Task A_verb_without_what_it_needs_points_to_help(string verb) => AssertRefusedAsync(["--help"], verb);

    [Fact]
    public Task A_format_that_there_is_none_for_is_refused() =>
        AssertRefusedAsync([".parquet, .csv, .jsonl"], "recommend", "--all", "--out", _folder["out.xls"]);

    public void Dispose() => _folder.Dispose();

    private static async Task AssertRefusedAsync(string[] said, params string[] arguments)
    {
        CadabraProcess run = await CadabraProcess.RunAsync(arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        string line = Assert.Single(run.Error.TrimEnd().Split('\n'), line => line.StartsWith("cadabra:", StringComparison.Ordinal));
        Assert.All(said, words => Assert.Contains(words, line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private string Orders() => Shop.WriteOrders(_folder["orders.csv"]);

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }

    private async Task<string> TrainAsync() =>
        (await CadabraProcess.RunJsonAsync("train", "--orders", Orders(), "--store", _folder["store"], "--rank", "4")).GetProperty("model").GetString()!;
}
