using Cadabra.Cloud.Access;
using Cadabra.Cloud.Firehose;
using Cadabra.Cloud.Tests.Access;

namespace Cadabra.Cloud.Tests.Firehose;

public sealed class FirehoseEndpointTests
{
    [Theory]
    [InlineData("eu-west-1", "https://firehose.eu-west-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://firehose.cn-north-1.amazonaws.com.cn/")]
    public async Task Region_alone_gives_its_own_endpoint(string region, string address)
    {
        FirehoseEndpoint endpoint = await ResolveAsync(null, [], region);

        Assert.Equal(address, endpoint.Address.ToString());
        Assert.Equal(region, endpoint.Region);
    }

    [Theory]
    [InlineData("firehose.eu-west-1.amazonaws.com", "https://firehose.eu-west-1.amazonaws.com/", "eu-west-1")]
    [InlineData("https://firehose-fips.us-gov-west-1.amazonaws.com", "https://firehose-fips.us-gov-west-1.amazonaws.com/", "us-gov-west-1")]
    [InlineData("vpce-0a1-b2.firehose.eu-west-1.vpce.amazonaws.com", "https://vpce-0a1-b2.firehose.eu-west-1.vpce.amazonaws.com/", "eu-west-1")]
    [InlineData("firehose.cn-north-1.amazonaws.com.cn", "https://firehose.cn-north-1.amazonaws.com.cn/", "cn-north-1")]
    [InlineData("http://127.0.0.1:5000/", "http://127.0.0.1:5000/", "ap-south-1")]
    [InlineData("firehose.example.org", "https://firehose.example.org/", "ap-south-1")]
    public async Task Configured_endpoint_is_host_or_url_and_Amazons_tell_their_region(string configured, string address, string region)
    {
        FirehoseEndpoint endpoint = await ResolveAsync(configured, [], "ap-south-1");

        Assert.Equal(address, endpoint.Address.ToString());
        Assert.Equal(region, endpoint.Region);
    }

    [Fact]
    public async Task Configuration_goes_before_the_service_variable_and_that_before_the_general_one()
    {
        Dictionary<string, string> variables = new() { ["AWS_ENDPOINT_URL"] = "http://general:1" };
        Assert.Equal("http://general:1/", (await ResolveAsync("", variables, null)).Address.ToString());

        variables["AWS_ENDPOINT_URL_FIREHOSE"] = "http://service:2";
        Assert.Equal("http://service:2/", (await ResolveAsync(null, variables, null)).Address.ToString());
        Assert.Equal("http://configured:3/", (await ResolveAsync("http://configured:3", variables, null)).Address.ToString());
    }

    [Fact]
    public async Task Without_a_region_the_message_says_where_to_set_it()
    {
        AwsAccessException exception = await Assert.ThrowsAsync<AwsAccessException>(() => ResolveAsync(null, [], null));

        Assert.Contains("AWS_REGION", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://firehose.example.org")]
    [InlineData("not a host")]
    public async Task What_is_no_endpoint_is_refused_by_its_key(string configured)
    {
        AwsAccessException exception = await Assert.ThrowsAsync<AwsAccessException>(() => ResolveAsync(configured, [], "eu-west-1"));

        Assert.Contains($"firehose.endpoint is '{configured}'", exception.Message, StringComparison.Ordinal);
    }

    private static Task<FirehoseEndpoint> ResolveAsync(string? configured, Dictionary<string, string> variables, string? region) =>
        FirehoseEndpoint.ResolveAsync(configured, name => variables.GetValueOrDefault(name), new FixedAccess(region), TestContext.Current.CancellationToken);
}
