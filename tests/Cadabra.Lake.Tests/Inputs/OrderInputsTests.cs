using Cadabra.Lake.Inputs;
using Cadabra.Storage;

namespace Cadabra.Lake.Tests.Inputs;

public sealed class OrderInputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OrderInputsTests()
    {
        foreach (string name in new[]
        {
            "orders.csv",
            "logs/20111111-050012.log", "logs/20111111-060000.log.gz", "logs/.hidden", "logs/_SUCCESS", "logs/shop-1/20111112-000000.log", "logs/_tmp/part",
            "lake/orders/year=2011/month=11/day=11/hour=05/a.gz", "lake/orders/loose", "lake/errors/x/processing-failed/2011/11/11/bad.gz", "lake/readme.txt",
        })
        {
            string path = _folder[name];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, name);
        }

        Directory.CreateDirectory(_folder["empty/inside"]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("orders.csv", "orders.csv")]
    [InlineData("logs", "logs/20111111-050012.log logs/20111111-060000.log.gz logs/shop-1/20111112-000000.log")]
    [InlineData("logs/", "logs/20111111-050012.log logs/20111111-060000.log.gz logs/shop-1/20111112-000000.log")]
    [InlineData("logs/../logs/shop-1", "logs/shop-1/20111112-000000.log")]
    [InlineData("logs/.hidden", "logs/.hidden")]
    [InlineData("logs/_tmp", "logs/_tmp/part")]
    [InlineData("lake", "lake/orders/loose lake/orders/year=2011/month=11/day=11/hour=05/a.gz")]
    [InlineData("lake/errors", "lake/errors/x/processing-failed/2011/11/11/bad.gz")]
    [InlineData("lake/orders/year=2011", "lake/orders/year=2011/month=11/day=11/hour=05/a.gz")]
    [InlineData("logs/*.log", "logs/20111111-050012.log")]
    [InlineData("logs/201111??-*", "logs/20111111-050012.log logs/20111111-060000.log.gz")]
    [InlineData("logs/*", "logs/20111111-050012.log logs/20111111-060000.log.gz logs/shop-1/20111112-000000.log")]
    [InlineData("logs/.h*", "logs/.hidden")]
    [InlineData("logs/_t*", "logs/_tmp/part")]
    [InlineData("*/*.log", "logs/20111111-050012.log")]
    [InlineData("logs/**", "logs/20111111-050012.log logs/20111111-060000.log.gz logs/shop-1/20111112-000000.log")]
    [InlineData("**/*.log", "logs/20111111-050012.log logs/shop-1/20111112-000000.log")]
    [InlineData("**/shop-1/**/*.log", "logs/shop-1/20111112-000000.log")]
    [InlineData("lak?", "lake/orders/loose lake/orders/year=2011/month=11/day=11/hour=05/a.gz")]
    [InlineData("lake/**/bad*", "lake/errors/x/processing-failed/2011/11/11/bad.gz")]
    public async Task An_input_leads_to_its_objects(string input, string expected) =>
        Assert.Equal(expected.Split(' '), await Names(input));

    [Fact]
    public async Task An_object_that_many_inputs_lead_to_counts_once_and_order_is_that_of_names() => Assert.Equal(
        ["logs/20111111-050012.log", "logs/20111111-060000.log.gz", "logs/shop-1/20111112-000000.log", "orders.csv"],
        await Names("orders.csv", "logs/shop-1", "./logs", "logs/*", "logs/shop-1/../20111111-050012.log"));

    [Theory]
    [InlineData("nowhere.csv", "does not exist")]
    [InlineData("nowhere/logs", "does not exist")]
    [InlineData("orders.csv/below", "does not exist")]
    [InlineData("empty", "holds no order logs")]
    [InlineData("logs/*.csv", "matches nothing")]
    [InlineData("nowhere/**/*.csv", "matches nothing")]
    [InlineData("LOGS/*.log", "matches nothing")]
    public async Task An_input_that_leads_to_nothing_is_named_with_what_was_expected(string input, string found)
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux() && input.StartsWith("LOGS", StringComparison.Ordinal), "The file system here may ignore case.");

        // The others are fine: one that is not must not pass among them.
        InputException error = await Assert.ThrowsAsync<InputException>(() => Names("orders.csv", input));

        Assert.Contains($"'{_folder[input]}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("", "blank")]
    [InlineData(" ", "blank")]
    [InlineData("s3://bucket/lake", "only a file or folder of this machine")]
    [InlineData("s3://bucket", "only a file or folder of this machine")]
    [InlineData("s3://bucket/*.gz", "only a file or folder of this machine")]
    [InlineData("https://shop.example/orders.csv", "'https://'")]
    public async Task An_input_of_a_kind_that_is_not_read_is_refused(string input, string found)
    {
        InputException error = await Assert.ThrowsAsync<InputException>(() => Lakes.Resolve(input));
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_a_backslash_is_the_users_to_mend_and_not_our_crash()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A backslash is a separator here.");
        File.WriteAllText(_folder["logs/a\\b.log"], "");

        Assert.Contains("rename it", (await Assert.ThrowsAsync<InputException>(() => Names("logs"))).Message, StringComparison.Ordinal);
        Assert.Contains("Rename it", (await Assert.ThrowsAsync<InputException>(() => Names("logs/a\\b.log"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_input_at_all_is_an_error() => await Assert.ThrowsAsync<InputException>(() => Lakes.Resolve());

    [Theory]
    [InlineData("s3://bucket/lake", "lake/orders/loose lake/orders/year=2011/month=11/day=11/hour=05/a.gz")]
    [InlineData("s3://bucket/lake/orders/loose", "lake/orders/loose")]
    [InlineData("s3://bucket/lake/**/*.gz", "lake/errors/x/processing-failed/2011/11/11/bad.gz lake/orders/year=2011/month=11/day=11/hour=05/a.gz")]
    public async Task Uris_join_through_the_container_that_the_host_opens(string input, string expected)
    {
        // Stands for a bucket: what lies behind s3://bucket is this folder.
        OrderInputs inputs = new(location => new DiskBlobContainer(_folder[location.Replace("s3://bucket", "./", StringComparison.Ordinal)]));
        OrderInputSet set = await inputs.ResolveAsync([input], TimeRange.All, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Split(' '), set.Objects.Select(item => Path.GetRelativePath(_folder.FullPath, item.Location)));
    }

    [Fact]
    public async Task An_object_knows_its_length_and_where_it_lies()
    {
        LakeObject item = Assert.Single((await Lakes.Resolve(_folder["orders.csv"])).Objects);

        Assert.Equal(_folder["orders.csv"], item.Location);
        Assert.Equal("orders.csv".Length, item.Length);
        Assert.False(item.IsPartitioned);
    }

    private async Task<IEnumerable<string>> Names(params string[] inputs)
    {
        OrderInputSet set = await Lakes.Resolve([.. inputs.Select(input => _folder[input])]);
        return set.Objects.Select(item => Path.GetRelativePath(_folder.FullPath, item.Location).Replace('\\', '/'));
    }
}
