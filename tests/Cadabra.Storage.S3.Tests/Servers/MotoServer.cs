using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cadabra.Tests;

/// <summary>
/// An S3 in memory: moto's server, as a process on a free port of this machine, for as long as the tests of an assembly run.
/// Tests that ask for it are skipped where it is not installed, and fail under CI.
/// </summary>
public sealed partial class MotoServer : IAsyncLifetime
{
    private const string Program = "moto_server";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new();
    private Process? _process;
    private Uri? _endpoint;

    /// <summary>Where it listens.</summary>
    public Uri Endpoint
    {
        get
        {
            if (_endpoint is null)
            {
                Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{Program} is not on the PATH under CI; `pip install 'moto[s3,server]'`.");
                Assert.Skip($"{Program} is not on the PATH of this machine.");
            }

            return _endpoint!;
        }
    }

    /// <summary>Makes an empty bucket of a new name.</summary>
    public async Task<string> CreateBucketAsync()
    {
        string bucket = $"test-{Guid.NewGuid():N}";
        using HttpResponseMessage response = await _http.PutAsync(new Uri(Endpoint, bucket), content: null, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return bucket;
    }

    public async ValueTask InitializeAsync()
    {
        if (PathOf(Program) is not string program)
        {
            return;
        }

        // With port 0 it chooses a free one itself and says which on stderr, once it listens.
        ProcessStartInfo start = new(program, ["-H", "127.0.0.1", "-p", "0"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) =>
        {
            // Read to the end all the same, so that the server never waits for its reader.
            if (Running().Match(line.Data ?? "") is { Success: true } match)
            {
                listening.TrySetResult(new Uri(match.Groups[1].Value));
            }
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _endpoint = await listening.Task.WaitAsync(StartPatience);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    private static string? PathOf(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program + (OperatingSystem.IsWindows() ? ".exe" : "")))
            .FirstOrDefault(File.Exists);

    [GeneratedRegex(@"Running on (http://[0-9.]+:[0-9]+)")]
    private static partial Regex Running();
}
