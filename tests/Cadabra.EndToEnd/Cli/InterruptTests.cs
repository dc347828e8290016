using System.Diagnostics;

namespace Cadabra.EndToEnd.Cli;

/// <summary>Ctrl+C and kill: exit code 130 for the first, and nothing half written after either.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Ctrl_C_during_training_leaves_no_model()
    {
        using Process training = StartLongTraining();
        await WaitForLineAsync(training, "Read");

        (int exitCode, string error) = await InterruptAsync(training);

        Assert.Equal(130, exitCode);
        Assert.Contains("interrupted", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["store"]) && Directory.EnumerateFiles(_folder["store"], "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task Ctrl_C_during_generation_leaves_whole_lines_and_the_next_run_goes_on()
    {
        string orders = Shop.WriteOrders(_folder["orders.csv"]);
        using Process generation = CadabraProcess.Start("generate", "--source", orders, "--rate", "50", "--to", _folder["logs"]);
        await WaitForFileAsync(_folder["logs"]);

        (int exitCode, string _) = await InterruptAsync(generation);

        Assert.Equal(130, exitCode);
        Assert.All(Logs(), log => Assert.EndsWith("\r\n", log, StringComparison.Ordinal));

        await CadabraProcess.RunJsonAsync("generate", "--source", orders, "--to", _folder["logs"]);
        string[] source = File.ReadAllLines(orders)[1..];
        Assert.Equal(source, Logs().SelectMany(log => log.Split("\r\n")[..^1]));
    }

    [Fact]
    public async Task A_killed_training_leaves_the_current_model_as_it_was()
    {
        string orders = Shop.WriteOrders(_folder["orders.csv"]);
        string before = (await CadabraProcess.RunJsonAsync("train", "--orders", orders, "--store", _folder["store"])).GetProperty("model").GetString()!;
        using (Process training = StartLongTraining())
        {
            await WaitForLineAsync(training, "Read");
            training.Kill();
            await training.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var models = (await CadabraProcess.RunJsonAsync("models", "--store", _folder["store"])).GetProperty("models");
        Assert.Equal(Path.GetFileName(before), Assert.Single(models.EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(0, (await CadabraProcess.RunAsync("recommend", "--store", _folder["store"], "--customer", "C0")).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    // Far more iterations than anybody would wait for, so that the signal always arrives in time.
    private Process StartLongTraining() =>
        CadabraProcess.Start("train", "--orders", Shop.WriteOrders(_folder["orders.csv"]), "--store", _folder["store"], "--rank", "256", "--solver", "cholesky", "--iterations", "1000");

    private IEnumerable<string> Logs() =>
        Directory.GetFiles(_folder["logs"], "*.log").Order(StringComparer.Ordinal).Select(File.ReadAllText);

    private static async Task WaitForLineAsync(Process process, string word)
    {
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(word, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The process ended without a line holding '{word}'.");
    }

    private static async Task WaitForFileAsync(string folder)
    {
        while (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "*.log").Any(log => new FileInfo(log).Length > 0))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    private static async Task<(int ExitCode, string Error)> InterruptAsync(Process process)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGINT to send.");
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }
}
