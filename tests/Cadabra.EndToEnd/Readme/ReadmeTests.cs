using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cadabra.EndToEnd.Readme;

/// <summary>Follows the README as a new user would: in a fresh copy of the sources, command after command, as written.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Every_command_of_the_readme_works_as_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The README's commands are for a POSIX shell.");
        CopySources(RealData.Checkout, _folder.FullPath);
        File.CreateSymbolicLink(_folder["orders.csv.gz"], RealData.OnlineRetail);

        string[] commands = [.. Commands()];
        Assert.Contains(commands, command => command.Contains("-- demo", StringComparison.Ordinal));
        Assert.True(commands.Length > 10, $"Only {commands.Length} commands were found.");
        File.WriteAllText(_folder["readme.sh"], "set -e\nshopt -s expand_aliases\n" + string.Join('\n', commands) + "\n");

        (int exitCode, string output, string error) = await RunAsync("readme.sh");

        Assert.True(exitCode == 0, $"Exit code {exitCode}.\n{output}\n{error}");
        Assert.Contains("What to type next", output, StringComparison.Ordinal);
        Assert.Contains("541,909", output, StringComparison.Ordinal);
        Assert.Contains("Customer 17850", output, StringComparison.Ordinal);
        Assert.True(new FileInfo(_folder["recommendations.parquet"]).Length > 100_000);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder["lake"], "orders"), "*.gz", SearchOption.AllDirectories));
        Assert.True(File.Exists(Path.Combine(_folder["lake-models"], "current")));
    }

    public void Dispose() => _folder.Dispose();

    // `dotnet test` is what runs this test.
    private static IEnumerable<string> Commands() =>
        ShellBlock().Matches(File.ReadAllText(Path.Combine(RealData.Checkout, "README.md")))
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Where(command => command != "dotnet test");

    [GeneratedRegex("^```sh\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex ShellBlock();

    private static void CopySources(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string file in Directory.EnumerateFiles(Path.Combine(from, "src"), "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(from, file);
            string[] segments = relative.Split(Path.DirectorySeparatorChar);
            if (!segments.Contains("bin") && !segments.Contains("obj"))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, relative))!);
                File.Copy(file, Path.Combine(to, relative));
            }
        }
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", [script])
        {
            WorkingDirectory = _folder.FullPath,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
