using System.Diagnostics;
using System.Text.Json;

namespace Cadabra.EndToEnd.Cli;

/// <summary>Runs <c>cadabra</c> as its users do: a process with arguments, two streams and an exit code.</summary>
internal sealed record CadabraProcess(int ExitCode, string Output, string Error)
{
    /// <summary>The one JSON object on stdout.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static async Task<CadabraProcess> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CadabraProcess(process.ExitCode, await output, await error);
    }

    /// <summary>Runs with <c>--json</c> and expects success.</summary>
    public static async Task<JsonElement> RunJsonAsync(params string[] arguments)
    {
        CadabraProcess run = await RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, $"cadabra {string.Join(' ', arguments)} exited with {run.ExitCode}: {run.Error}");
        return run.Json;
    }

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cadabra.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }
}
