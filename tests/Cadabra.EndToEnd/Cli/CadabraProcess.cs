using System.Diagnostics;
using System.Text.Json;

namespace Cadabra.EndToEnd.Cli;

/// <summary>Runs <c>cadabra</c> as its users do: a process with arguments, two streams and an exit code.</summary>
internal sealed record CadabraProcess(int ExitCode, string Output, string Error)
{
    private static readonly Dictionary<string, string?> NoEnvironment = [];

    /// <summary>The one JSON object on stdout.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static Task<CadabraProcess> RunAsync(params string[] arguments) => RunAsync(NoEnvironment, arguments);

    /// <param name="environment">Variables to set; null unsets one.</param>
    /// <param name="arguments">The verb and its options.</param>
    public static async Task<CadabraProcess> RunAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        using Process process = Start(environment, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CadabraProcess(process.ExitCode, await output, await error);
    }

    /// <summary>Runs with <c>--json</c> and expects success.</summary>
    public static Task<JsonElement> RunJsonAsync(params string[] arguments) => RunJsonAsync(NoEnvironment, arguments);

    public static async Task<JsonElement> RunJsonAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        CadabraProcess run = await RunAsync(environment, [.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, $"cadabra {string.Join(' ', arguments)} exited with {run.ExitCode}: {run.Error}");
        return run.Json;
    }

    /// <summary>Starts without waiting. The process hears signals, also where the tests themselves run as a background job, whose children ignore SIGINT, or under nohup.</summary>
    public static Process Start(params string[] arguments) => Start(NoEnvironment, arguments);

    private static Process Start(IReadOnlyDictionary<string, string?> environment, string[] arguments)
    {
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "cadabra.dll"), .. arguments];
        command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,HUP,TERM", .. command] : command;
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
    }
}
