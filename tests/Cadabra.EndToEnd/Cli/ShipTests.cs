using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Cadabra.EndToEnd.Cli;

/// <summary>The agent as a shop's engineer runs it: once, as a service, and with a configuration that is wrong.</summary>
public sealed class ShipTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly string _logs;
    private readonly string _lake;

    public ShipTests()
    {
        _logs = _folder["logs"];
        _lake = _folder["lake"];
        Directory.CreateDirectory(_logs);
        Shop.WriteOrders(Path.Combine(_logs, "orders.log"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_line_is_shipped_once_however_often_the_agent_runs()
    {
        JsonElement first = await ShipOnceAsync();
        JsonElement second = await ShipOnceAsync();
        await File.AppendAllTextAsync(Path.Combine(_logs, "orders.log"), "5006,20001A,TEACUP,1,2024-03-06 10:00:00,3.00,C2,France", Cancel);
        JsonElement third = await ShipOnceAsync();

        Assert.Equal(["lines", "records", "objects", "duplicates", "lag"], first.EnumerateObject().Select(member => member.Name));
        Assert.Equal([246, 0, 1, 0, 0], Numbers(first));
        Assert.Equal([0, 0, 0, 0, 0], Numbers(second));
        Assert.Equal([1, 0, 1, 0, 0], Numbers(third));
        Assert.Equal(246, (await CadabraProcess.RunJsonAsync("inspect", "--orders", _lake)).GetProperty("lines").GetInt64());
    }

    [Fact]
    public async Task The_service_answers_reloads_and_ends_in_order()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM to send.");
        string config = WriteConfig(_lake);
        int port = FreePort();
        using Process agent = CadabraProcess.Start("ship", "--config", config, "--state", _folder["state"], "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "--json");
        var said = new ConcurrentQueue<string>();
        agent.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        agent.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")) };

        await WaitAsync(async () => (await MetricsAsync(client)).Contains("} 246", StringComparison.Ordinal), "246 lines shipped");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz", Cancel)).StatusCode);

        await File.WriteAllTextAsync(config, "{ \"flows\": 5 }", Cancel);
        await SignalAsync(agent, "HUP");
        await WaitAsync(() => Task.FromResult(said.Any(line => line.Contains("the old one stays", StringComparison.Ordinal))), "the bad configuration is refused");
        WriteConfig(_folder["lake2"]);
        await WaitAsync(
            async () =>
            {
                await SignalAsync(agent, "HUP");
                return (await MetricsAsync(client)).Contains(_folder["lake2"], StringComparison.Ordinal);
            },
            "the new lake is taken over");
        await SignalAsync(agent, "TERM");
        await agent.WaitForExitAsync(Cancel);

        Assert.Equal(0, agent.ExitCode);
        JsonElement result = JsonDocument.Parse(await agent.StandardOutput.ReadToEndAsync(Cancel)).RootElement;
        Assert.Equal(0, result.GetProperty("lag").GetInt64());
        Assert.Equal(245, (await CadabraProcess.RunJsonAsync("inspect", "--orders", _lake)).GetProperty("lines").GetInt64());
        Assert.Equal(245, (await CadabraProcess.RunJsonAsync("inspect", "--orders", _folder["lake2"])).GetProperty("lines").GetInt64());
    }

    [Fact]
    public async Task Check_explains_and_ships_nothing()
    {
        CadabraProcess check = await CadabraProcess.RunAsync("ship", "--config", WriteConfig(_lake), "--check");

        Assert.Equal(0, check.ExitCode);
        Assert.Contains($"the lake {_lake}", check.Output, StringComparison.Ordinal);
        Assert.Contains("(1 matches now)", check.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_lake));
    }

    [Fact]
    public async Task Check_tells_programs_what_it_tells_people()
    {
        JsonElement check = await CadabraProcess.RunJsonAsync("ship", "--config", WriteConfig(_lake), "--state", _folder["state"], "--check");

        JsonElement flow = Assert.Single(check.GetProperty("flows").EnumerateArray());
        Assert.Equal((_lake, 1), (flow.GetProperty("lake").GetString(), flow.GetProperty("files").GetInt32()));
        Assert.Equal(_folder["state"], check.GetProperty("stateFolder").GetString());
        Assert.Empty(check.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task What_rotation_has_compressed_is_not_shipped_again()
    {
        string log = Path.Combine(_logs, "orders.log");
        await using (var compressed = new GZipStream(File.Create(log + ".2.gz"), CompressionLevel.Fastest))
        {
            await compressed.WriteAsync(await File.ReadAllBytesAsync(log, Cancel), Cancel);
        }

        JsonElement shipped = await CadabraProcess.RunJsonAsync("ship", "--logs", log + "*", "--lake", _lake, "--once");

        Assert.Equal([246, 0, 1, 0, 0], Numbers(shipped));
    }

    [Theory]
    [InlineData("logs", "is a folder")]
    [InlineData("**/checkpoint*", "ship its own checkpoint")]
    [InlineData("**/*.log", "ship its own objects")]
    public async Task Logs_that_are_no_files_or_the_agent_s_own_are_refused(string pattern, string says)
    {
        CadabraProcess run = await CadabraProcess.RunAsync("ship", "--logs", _folder[pattern], "--lake", _lake, "--once");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_lake));
    }

    [Fact]
    public async Task A_wrong_configuration_is_one_line_a_problem()
    {
        string config = _folder["agent.json"];
        await File.WriteAllTextAsync(config, """
            { "flows": [
              { "filePattern": "/a/*.log", "lake": "l", "bufferSizeBytes": 0 },
              { "filePattern": "/b/*.log" } ] }
            """, Cancel);

        CadabraProcess run = await CadabraProcess.RunAsync("ship", "--config", config);

        Assert.Equal(1, run.ExitCode);
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Collection(
            lines,
            line => Assert.StartsWith($"cadabra: {config}: line 2, column ", line, StringComparison.Ordinal),
            line => Assert.StartsWith($"cadabra: {config}: line 3, column ", line, StringComparison.Ordinal));
    }

    private Task<JsonElement> ShipOnceAsync() => CadabraProcess.RunJsonAsync("ship", "--logs", Path.Combine(_logs, "*.log"), "--lake", _lake, "--once");

    private static long[] Numbers(JsonElement result) => [.. result.EnumerateObject().Select(member => member.Value.GetInt64())];

    private string WriteConfig(string lake)
    {
        string config = _folder["agent.json"];
        File.WriteAllText(config, JsonSerializer.Serialize(new
        {
            flows = new[]
            {
                new { filePattern = Path.Combine(_logs, "*.log"), lake, initialPosition = "START_OF_FILE", bufferIntervalSeconds = 0 },
            },
        }));
        return config;
    }

    private static async Task<string> MetricsAsync(HttpClient client)
    {
        try
        {
            return await client.GetStringAsync("/metrics", Cancel);
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return "";
        }
    }

    private static async Task WaitAsync(Func<Task<bool>> condition, string what)
    {
        long started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Waited in vain until {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancel);
        }
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", string.Create(CultureInfo.InvariantCulture, $"{process.Id}")]);
        await kill.WaitForExitAsync(Cancel);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
