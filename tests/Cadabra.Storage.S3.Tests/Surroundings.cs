using System.Runtime.CompilerServices;

namespace Cadabra.Storage.S3.Tests;

/// <summary>Sets the surroundings that these tests run in, whatever those of the machine are: no credentials, and nothing of Amazon's within reach.</summary>
internal static class Surroundings
{
    /// <summary>Port 9 of this machine, where nobody listens: what a client goes to that was not told where to go.</summary>
    public const string NowhereEndpoint = "http://127.0.0.1:9";

    [ModuleInitializer]
    internal static void Set()
    {
        foreach (object name in Environment.GetEnvironmentVariables().Keys)
        {
            if (((string)name).StartsWith("AWS_", StringComparison.OrdinalIgnoreCase))
            {
                Environment.SetEnvironmentVariable((string)name, null);
            }
        }

        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", NowhereEndpoint);
        string missing = Path.Combine(AppContext.BaseDirectory, "no-such-file");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", missing);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", missing);
    }
}
