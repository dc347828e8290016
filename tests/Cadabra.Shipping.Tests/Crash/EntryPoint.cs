using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Cadabra.Shipping.Tests.Crash;

/// <summary>Runs the tests, as xunit's own entry point does, or the agent that a test is about to kill.</summary>
internal static class EntryPoint
{
    public static async Task<int> Main(string[] args)
    {
        if (Environment.GetEnvironmentVariable(AgentProcess.Variable) is string task)
        {
            await KilledAgent.RunAsync(task);
            return 0;
        }

        return args.Any(static arg => arg is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
