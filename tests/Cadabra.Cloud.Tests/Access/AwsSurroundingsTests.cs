using Amazon.Runtime;
using Cadabra.Cloud.Access;

namespace Cadabra.Cloud.Tests.Access;

/// <summary>The one class that sets environment variables; every other test is given its access and its endpoint.</summary>
public sealed class AwsSurroundingsTests : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public AwsSurroundingsTests()
    {
        Set("AWS_EC2_METADATA_DISABLED", "true");
        Set("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(AppContext.BaseDirectory, "no-credentials"));
        Set("AWS_CONFIG_FILE", Path.Combine(AppContext.BaseDirectory, "no-config"));
        foreach (string name in (ReadOnlySpan<string>)["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"])
        {
            Set(name, null);
        }

        FallbackRegionFactory.Reset();
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        FallbackRegionFactory.Reset();
    }

    [Fact]
    public async Task Variables_give_credentials_and_region()
    {
        Set("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        Set("AWS_SECRET_ACCESS_KEY", "secret");
        Set("AWS_SESSION_TOKEN", "token");
        Set("AWS_REGION", "eu-west-1");
        AwsSurroundings surroundings = new();

        ImmutableCredentials credentials = await surroundings.GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("AKIDEXAMPLE", "secret", "token"), (credentials.AccessKey, credentials.SecretKey, credentials.Token));
        Assert.Equal("eu-west-1", await surroundings.FindRegionAsync(askMachine: true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_credentials_the_message_says_where_to_set_them()
    {
        AwsAccessException exception = await Assert.ThrowsAsync<AwsAccessException>(() => new AwsSurroundings().GetCredentialsAsync(TestContext.Current.CancellationToken));

        Assert.Contains("AWS_ACCESS_KEY_ID", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_region_there_is_none() =>
        Assert.Null(await new AwsSurroundings().FindRegionAsync(askMachine: true, TestContext.Current.CancellationToken));

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
