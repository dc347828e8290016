using System.Text;
using Cadabra.Orders.Generation;

namespace Cadabra.Orders.Tests.Generation;

public sealed class LogFileTests : IDisposable
{
    private static readonly DateTime Second = new(2026, 2, 28, 23, 59, 58);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Logs_of_one_second_take_the_next_free_seconds_as_names()
    {
        File.WriteAllText(_folder["20260228-235959.log"], "not ours\r\n");
        await WriteAsync("first");
        await WriteAsync("second");

        Assert.Equal("first\r\n", File.ReadAllText(_folder["20260228-235958.log"]));
        Assert.Equal("not ours\r\n", File.ReadAllText(_folder["20260228-235959.log"]));
        Assert.Equal("second\r\n", File.ReadAllText(_folder["20260301-000000.log"]));
    }

    [Fact]
    public async Task Many_logs_begun_at_the_same_instant_overwrite_none()
    {
        await Parallel.ForAsync(0, 50, TestContext.Current.CancellationToken, async (number, _) => await WriteAsync($"log {number}"));

        string[] written = [.. Directory.GetFiles(_folder.FullPath).Select(File.ReadAllText).Order()];
        Assert.Equal([.. Enumerable.Range(0, 50).Select(number => $"log {number}\r\n").Order()], written);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_an_error_and_not_a_taken_name() =>
        await Assert.ThrowsAsync<DirectoryNotFoundException>(async () => await LogFile.Create(_folder["missing"], Second).DisposeAsync());

    private async Task WriteAsync(string line)
    {
        await using LogFile log = LogFile.Create(_folder.FullPath, Second);
        log.Append(Encoding.UTF8.GetBytes(line));
        await log.FlushAsync();
    }
}
