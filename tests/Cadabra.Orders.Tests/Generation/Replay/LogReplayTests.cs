using System.IO.Compression;
using Cadabra.Orders.Generation;
using Cadabra.Orders.Generation.Replay;

namespace Cadabra.Orders.Tests.Generation.Replay;

public sealed class LogReplayTests : IDisposable
{
    private readonly ReplayFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_real_file_replayed_in_several_interrupted_runs_gives_its_exact_lines()
    {
        _folder.Source = RealData.OnlineRetail;
        using var cancel = new CancellationTokenSource();
        await _folder.RunAsync(lines: 1, cancellationToken: Cancel);
        await _folder.RunAsync(lines: 99_999, cancellationToken: Cancel);
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => _folder.RunAsync(progress: written => CancelFrom(150_000, written, cancel), cancellationToken: cancel.Token));
        GenerationResult last = await _folder.RunAsync(cancellationToken: Cancel);

        Assert.True(last.SourceUsedUp);
        Assert.InRange(last.Lines, 1, 291_909);
        Assert.Equal(4, Directory.GetFiles(_folder.To, "*.log").Length);
        // The file ends every line by LF, and its header is the first.
        using var source = new MemoryStream();
        await using (var gzip = new GZipStream(File.OpenRead(_folder.Source), CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(source, Cancel);
        }

        byte[] lines = source.ToArray()[(ReplayFolder.Header.Length + 1)..];
        byte[] logged = _folder.Logged;
        Assert.Equal(541_909, logged.AsSpan().Count((byte)'\r'));
        Assert.True(lines.AsSpan().SequenceEqual(logged.Where(value => value != '\r').ToArray()));
        Assert.Equal(541_909, logged.AsSpan().Count("\r\n"u8));
    }

    [Theory]
    [InlineData("a\nb\n")]
    [InlineData("a\r\nb\r\n")]
    [InlineData("a\nb")]
    [InlineData("a\r\nb\r")]
    [InlineData(ReplayFolder.Header + "\na\nb\n")]
    [InlineData("\u00EF\u00BB\u00BF\"invoiceno\",StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\r\na\r\nb")]
    public async Task Lines_end_by_CRLF_however_the_source_ends_them_and_without_its_header(string source)
    {
        GenerationResult result = await _folder.WithSource(source).RunAsync(cancellationToken: Cancel);
        Assert.Equal("a\r\nb\r\n", _folder.LoggedText);
        Assert.Equal((2, 1, 6), (result.Lines, result.Files, result.Bytes));
    }

    [Fact]
    public async Task Bytes_are_replayed_as_they_are()
    {
        const string Lines = "1,\u00A33 \u00FF\0,\"a, \"\"b\"\"\r\n\r\nlone\rreturn\r\n" + ReplayFolder.Header + "\r\n";
        await _folder.WithSource(Lines).RunAsync(cancellationToken: Cancel);
        Assert.Equal(Lines, _folder.LoggedText);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lines_longer_than_any_buffer_and_runs_of_any_size_keep_the_order(bool gzip)
    {
        string[] lines = [.. Enumerable.Range(0, 60).Select(line => line + new string('x', line % 7 == 0 ? 300_000 : line * 13))];
        _folder.WithSource(ReplayFolder.Header + "\r\n" + string.Join("\r\n", lines), gzip);
        bool usedUp = false;
        for (int size = 1; !usedUp; size++)
        {
            GenerationResult result = await _folder.RunAsync(size, cancellationToken: Cancel);
            Assert.True(result.Lines == size || result.SourceUsedUp);
            usedUp = result.SourceUsedUp;
        }

        Assert.Equal(string.Join("\r\n", lines) + "\r\n", _folder.LoggedText);
    }

    [Fact]
    public async Task A_source_used_up_gives_no_further_log()
    {
        _folder.WithSource("a\nb\nc\n");
        Assert.False((await _folder.RunAsync(lines: 2, cancellationToken: Cancel)).SourceUsedUp);
        Assert.True((await _folder.RunAsync(lines: 1, cancellationToken: Cancel)).SourceUsedUp);
        GenerationResult after = await _folder.RunAsync(cancellationToken: Cancel);
        Assert.True(after.SourceUsedUp);
        Assert.Equal((0, 0, 0), (after.Lines, after.Files, after.Bytes));
        Assert.Equal(2, Directory.GetFiles(_folder.To, "*.log").Length);
    }

    [Fact]
    public async Task Runs_of_one_second_write_logs_of_their_own_and_touch_no_other()
    {
        _folder.WithSource("a\nb\n");
        Directory.CreateDirectory(_folder.To);
        File.WriteAllText(Path.Combine(_folder.To, "20260102-030406.log"), "other\r\n");
        await _folder.RunAsync(lines: 1, cancellationToken: Cancel);
        await _folder.RunAsync(lines: 1, cancellationToken: Cancel);

        Assert.Equal(["20260102-030405.log", "20260102-030406.log", "20260102-030407.log"], Directory.GetFiles(_folder.To, "*.log").Select(Path.GetFileName).Order());
        Assert.Equal("a\r\nother\r\nb\r\n", _folder.LoggedText);
    }

    [Fact]
    public async Task The_rate_is_kept_and_lines_are_visible_as_they_fall_due()
    {
        var time = new SelfAdvancingTime();
        _folder.WithSource(string.Concat(Enumerable.Range(0, 101).Select(line => $"line {line}\n")));
        var seen = new List<(double Seconds, int Lines)>();
        await _folder.RunAsync(rate: 20, time: time, progress: _ => seen.Add((time.Elapsed.TotalSeconds, _folder.LoggedText.Count(c => c == '\n'))), cancellationToken: Cancel);

        Assert.InRange(time.Elapsed.TotalSeconds, 5, 5.01);
        Assert.Contains(seen, at => at.Lines == 50);
        Assert.All(seen, at => Assert.InRange(at.Lines, at.Seconds * 20, (at.Seconds * 20) + 1.5));
    }

    [Fact]
    public async Task A_run_cancelled_while_it_waits_stops_at_a_whole_line_and_the_next_goes_on()
    {
        using var cancel = new CancellationTokenSource();
        _folder.WithSource(string.Concat(Enumerable.Range(0, 30).Select(line => $"line {line}\n")));
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => _folder.RunAsync(rate: 1, progress: written => CancelFrom(12, written, cancel), cancellationToken: cancel.Token));
        Assert.Equal(string.Concat(Enumerable.Range(0, 12).Select(line => $"line {line}\r\n")), _folder.LoggedText);

        GenerationResult rest = await _folder.RunAsync(cancellationToken: Cancel);
        Assert.Equal(18, rest.Lines);
        Assert.Equal(string.Concat(Enumerable.Range(0, 30).Select(line => $"line {line}\r\n")), _folder.LoggedText);
    }

    [Fact]
    public async Task A_run_cancelled_before_it_begins_leaves_no_log()
    {
        _folder.WithSource("a\n");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _folder.RunAsync(cancellationToken: new CancellationToken(canceled: true)));
        Assert.Empty(Directory.GetFiles(_folder.To, "*.log"));
    }

    [Theory]
    [InlineData(0L, null, "Lines is 0")]
    [InlineData(-5L, null, "Lines is -5")]
    [InlineData(null, 0.0, "LinesPerSecond is 0")]
    [InlineData(null, -1.5, "LinesPerSecond is -1.5")]
    [InlineData(null, double.NaN, "LinesPerSecond is NaN")]
    public void An_option_out_of_range_is_refused_by_name(long? lines, double? rate, string message)
    {
        var options = new LogReplayOptions { Source = "orders.csv", To = _folder.To, Lines = lines, LinesPerSecond = rate };
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new LogReplay(options, TimeProvider.System)).Message);
    }

    [Fact]
    public async Task A_source_that_is_missing_is_named()
    {
        _folder.Source = _folder["missing.csv"];
        FileNotFoundException error = await Assert.ThrowsAsync<FileNotFoundException>(() => _folder.RunAsync(cancellationToken: Cancel));
        Assert.Contains(_folder.Source, error.Message);
        Assert.False(Directory.Exists(_folder.To));
    }

    [Fact]
    public async Task A_source_without_a_byte_is_named()
    {
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => _folder.WithSource("").RunAsync(cancellationToken: Cancel));
        Assert.Contains($"{_folder.Source} is empty", error.Message);
    }

    [Theory]
    [InlineData(-400, "cut short")]
    [InlineData(-4, "cut short")]
    public async Task Gzip_that_was_cut_short_is_never_taken_for_whole(int cut, string message)
    {
        string content = string.Concat(Enumerable.Range(0, 30_000).Select(line => $"{line * 7919 % 10_007},{line}\n"));
        byte[] whole = File.ReadAllBytes(_folder.WithSource(content, gzip: true).Source);
        File.WriteAllBytes(_folder.Source, whole[..(whole.Length + cut)]);

        // Twice: the second run takes up the first one's position, and must not end otherwise.
        for (int run = 0; run < 2; run++)
        {
            InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => _folder.RunAsync(cancellationToken: Cancel));
            Assert.Contains(message, error.Message);
            Assert.Contains(_folder.Source, error.Message);
        }

        string logged = _folder.LoggedText.ReplaceLineEndings("\n");
        Assert.EndsWith("\n", logged);
        Assert.StartsWith(logged, content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_gzip_is_named()
    {
        string content = string.Concat(Enumerable.Range(0, 30_000).Select(line => $"{line * 7919 % 10_007},{line}\n"));
        byte[] damaged = File.ReadAllBytes(_folder.WithSource(content, gzip: true).Source);
        damaged.AsSpan(damaged.Length / 2, 64).Fill(0xFF);
        File.WriteAllBytes(_folder.Source, damaged);

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => _folder.RunAsync(cancellationToken: Cancel));
        Assert.Contains(_folder.Source, error.Message);
        Assert.Contains("gzip", error.Message);
    }

    private static void CancelFrom(long line, long written, CancellationTokenSource cancel)
    {
        if (written >= line)
        {
            cancel.Cancel();
        }
    }
}
