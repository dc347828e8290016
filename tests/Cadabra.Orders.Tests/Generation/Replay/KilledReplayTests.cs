using System.Text;

namespace Cadabra.Orders.Tests.Generation.Replay;

public sealed class KilledReplayTests : IDisposable
{
    private const string Lines = "first,1\r\n\r\n\"third, \u00A3\"\r\nfourth\r\nfifth\r\nsixth\r\n";
    private readonly ReplayFolder _folder = new ReplayFolder().WithSource(ReplayFolder.Header + "\n" + Lines.ReplaceLineEndings("\n"));
    private int _kills;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_killed_after_any_byte_is_taken_up_without_a_line_lost_or_written_twice()
    {
        await _folder.RunAsync(lines: 1, cancellationToken: Cancel);
        List<string> killed = await KillAfterEveryLineAsync();
        Assert.True(killed.Count >= 4);

        int cases = 0;
        foreach (string folder in killed)
        {
            string log = LastLog(folder);
            for (int length = (int)new FileInfo(log).Length; length >= 0; length--)
            {
                // A torn write leaves a prefix: what a kill could leave at this byte.
                string torn = Copy(folder);
                using (FileStream cut = File.OpenWrite(LastLog(torn)))
                {
                    cut.SetLength(length);
                }

                await _folder.RunAsync(lines: 2, to: torn, cancellationToken: Cancel);
                await _folder.RunAsync(to: torn, cancellationToken: Cancel);
                Assert.Equal(Lines, Logged(torn));
                cases++;
            }
        }

        Assert.True(cases > 50, $"Only {cases} kills were tried.");
    }

    [Fact]
    public async Task Taking_up_never_takes_bytes_of_the_log_back()
    {
        string killed = (await KillAfterEveryLineAsync())[1];
        string log = LastLog(killed);
        byte[] torn = [.. File.ReadAllBytes(log), .. "\"third"u8];
        File.WriteAllBytes(log, torn);

        await _folder.RunAsync(to: killed, cancellationToken: Cancel);

        Assert.Equal(torn, File.ReadAllBytes(log)[..torn.Length]);
        Assert.Equal(Lines, Logged(killed));
    }

    [Fact]
    public async Task A_log_gone_after_the_kill_is_written_again_rather_than_lost()
    {
        string killed = (await KillAfterEveryLineAsync())[2];
        File.Delete(LastLog(killed));

        await _folder.RunAsync(to: killed, cancellationToken: Cancel);

        Assert.Equal(Lines, Logged(killed));
    }

    [Fact]
    public async Task A_log_changed_after_the_kill_is_an_error_that_says_what_to_do()
    {
        string killed = (await KillAfterEveryLineAsync())[3];
        string log = LastLog(killed);
        File.WriteAllText(log, "first,1\r\nsomebody was here\r\n");

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => _folder.RunAsync(to: killed, cancellationToken: Cancel));
        Assert.Contains($"Line 2 of {log}", error.Message);
        Assert.Contains("Move the log out of the folder", error.Message);

        File.Delete(log);
        await _folder.RunAsync(to: killed, cancellationToken: Cancel);
        Assert.Equal(Lines, Logged(killed));
    }

    private static string LastLog(string folder) => Directory.GetFiles(folder, "*.log").Order(StringComparer.Ordinal).Last();

    private static string Logged(string folder) =>
        string.Concat(Directory.GetFiles(folder, "*.log").Order(StringComparer.Ordinal).Select(log => File.ReadAllText(log, Encoding.Latin1)));

    /// <summary>Runs to the end, and copies the folder after every line: what a kill at that moment would leave.</summary>
    private async Task<List<string>> KillAfterEveryLineAsync()
    {
        string running = Directory.Exists(_folder.To) ? Copy(_folder.To) : _folder["running"];
        List<string> killed = [];
        await _folder.RunAsync(rate: 1, to: running, progress: _ => killed.Add(Copy(running)), cancellationToken: Cancel);

        // The last report comes when the run has ended in order.
        killed.RemoveAt(killed.Count - 1);
        return killed;
    }

    private string Copy(string folder)
    {
        string copy = Directory.CreateDirectory(_folder[$"killed-{_kills++}"]).FullName;
        foreach (string file in Directory.GetFiles(folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }
}
