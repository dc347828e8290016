using System.Globalization;
using System.Text;
using Cadabra.Orders.Generation;
using Cadabra.Orders.Generation.Simulation;

namespace Cadabra.Orders.Tests.Generation;

public sealed class ServerLogsTests : IDisposable
{
    private static readonly ShopOptions Shop = new() { Lines = 2000, Start = new DateOnly(2025, 11, 1), End = new DateOnly(2025, 11, 20) };
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_line_is_in_the_logs_once_and_the_result_counts_them()
    {
        var reports = new List<long>();
        GenerationResult result = await Logs().WriteAsync(new ShopSimulator(Shop).Simulate(), new ProgressCallback(reports.Add), Cancel);

        string[] expected = [.. new ShopSimulator(Shop).Simulate().Select(Text)];
        string[] files = Files();
        Assert.Equal(expected.Order(), files.SelectMany(Lines).Order());
        Assert.Equal(2000, result.Lines);
        Assert.Equal(files.Length, result.Files);
        Assert.Equal(files.Sum(file => new FileInfo(file).Length), result.Bytes);
        Assert.True(result.SourceUsedUp);
        Assert.Equal(2000, reports[^1]);
        Assert.Equal(files, result.Logs.Select(log => log.Path).Order(StringComparer.Ordinal));
        Assert.All(result.Logs, log => Assert.Equal(log.Bytes, new FileInfo(log.Path).Length));
        Assert.All(result.Logs, log => Assert.Equal(log.Lines, Lines(log.Path).Length));
    }

    [Fact]
    public async Task An_invoice_goes_to_one_server_and_both_servers_have_work()
    {
        await Logs().WriteAsync(new ShopSimulator(Shop).Simulate(), cancellationToken: Cancel);

        HashSet<string>[] invoices = [.. Directory.GetDirectories(_folder.FullPath).Order(StringComparer.Ordinal)
            .Select(server => Directory.GetFiles(server).SelectMany(Lines).Select(line => line.Split(',')[0]).ToHashSet())];
        Assert.Equal(["server-1", "server-2"], Directory.GetDirectories(_folder.FullPath).Select(Path.GetFileName).Order());
        Assert.False(invoices[0].Overlaps(invoices[1]));
        Assert.InRange(invoices[0].Count, 0.4 * (invoices[0].Count + invoices[1].Count), 0.6 * (invoices[0].Count + invoices[1].Count));
    }

    [Fact]
    public async Task A_log_holds_one_day_of_one_server_and_is_named_by_its_first_line()
    {
        GenerationResult result = await Logs().WriteAsync(new ShopSimulator(Shop).Simulate(), cancellationToken: Cancel);

        Assert.All(result.Logs, log =>
        {
            DateTime[] times = [.. Lines(log.Path).Select(TimeOf)];
            Assert.Equal(times[0].ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + ".log", Path.GetFileName(log.Path));
            Assert.Equal(times[0], log.Started);
            Assert.Equal(times.Order(), times);
            Assert.Single(times.Select(time => time.Date).Distinct());
        });
        Assert.Equal(result.Logs.Count, result.Logs.DistinctBy(log => (Path.GetDirectoryName(log.Path), log.Started.Date)).Count());
        Assert.Equal(result.Logs.Select(log => log.Started).Order(), result.Logs.Select(log => log.Started));
    }

    [Fact]
    public async Task A_second_run_into_the_same_folder_leaves_the_first_logs_as_they_were()
    {
        GenerationResult first = await Logs().WriteAsync(new ShopSimulator(Shop).Simulate(), cancellationToken: Cancel);
        Dictionary<string, byte[]> before = Files().ToDictionary(file => file, File.ReadAllBytes);

        GenerationResult second = await Logs().WriteAsync(new ShopSimulator(Shop).Simulate(), cancellationToken: Cancel);

        Assert.Empty(first.Logs.Select(log => log.Path).Intersect(second.Logs.Select(log => log.Path)));
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
        Assert.Equal(2 * before.Count, Files().Length);
    }

    [Fact]
    public async Task The_rate_spaces_the_lines_of_all_servers_together()
    {
        var time = new SelfAdvancingTime();
        await Logs(linesPerSecond: 50, time: time).WriteAsync(new ShopSimulator(Shop).Simulate().Take(501), cancellationToken: Cancel);
        Assert.InRange(time.Elapsed.TotalSeconds, 10, 10.01);
    }

    [Fact]
    public async Task A_cancelled_run_leaves_whole_lines_and_all_that_it_took()
    {
        using var cancel = new CancellationTokenSource();
        IEnumerable<OrderLine> lines = new ShopSimulator(Shop).Simulate().Select((line, index) =>
        {
            if (index == 700)
            {
                cancel.Cancel();
            }

            return line;
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() => Logs().WriteAsync(lines, cancellationToken: cancel.Token));

        Assert.All(Files(), file => Assert.EndsWith("\r\n", File.ReadAllText(file)));
        Assert.Equal(new ShopSimulator(Shop).Simulate().Take(700).Select(Text).Order(), Files().SelectMany(Lines).Order());
    }

    [Theory]
    [InlineData(0, null, "Servers is 0")]
    [InlineData(101, null, "Servers is 101")]
    [InlineData(2, 0.0, "LinesPerSecond is 0")]
    [InlineData(2, double.NaN, "LinesPerSecond is NaN")]
    [InlineData(2, double.PositiveInfinity, "LinesPerSecond is")]
    public void An_option_out_of_range_is_refused_by_name(int servers, double? rate, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Logs(servers, rate)).Message);

    private static string Text(OrderLine line)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        OrderLineWriter.Write(line, output);
        return Encoding.UTF8.GetString(output.WrittenSpan).TrimEnd();
    }

    private static string[] Lines(string file) => File.ReadAllText(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static DateTime TimeOf(string line) =>
        DateTime.Parse(System.Text.RegularExpressions.Regex.Match(line, @",(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),").Groups[1].Value, CultureInfo.InvariantCulture);

    private ServerLogs Logs(int servers = 2, double? linesPerSecond = null, TimeProvider? time = null) =>
        new(new ServerLogsOptions { To = _folder.FullPath, Servers = servers, LinesPerSecond = linesPerSecond }, time ?? TimeProvider.System);

    private string[] Files() => [.. Directory.GetFiles(_folder.FullPath, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
