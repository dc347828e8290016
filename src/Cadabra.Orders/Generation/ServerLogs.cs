namespace Cadabra.Orders.Generation;

/// <summary>
/// Writes order lines as the logs of a shop's servers: each invoice goes to one server, and each server begins a log with
/// its first line of a day, named by that line's time. Existing logs are never touched.
/// </summary>
public sealed class ServerLogs
{
    private const int LinesPerReport = 4096;

    private readonly ServerLogsOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Prepares a run.</summary>
    /// <param name="options">Where to write.</param>
    /// <param name="time">Paces the lines; logs are named by the lines' own time.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ServerLogs(ServerLogsOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        _options = options;
        _time = time;
    }

    /// <summary>Writes the lines.</summary>
    /// <param name="lines">Order lines in time order.</param>
    /// <param name="progress">Told now and then how many lines have been written.</param>
    /// <param name="cancellationToken">Stops the run; all logs end with a whole line.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<GenerationResult> WriteAsync(IEnumerable<OrderLine> lines, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);

        DailyLogs[] servers = [.. Enumerable.Range(1, _options.Servers).Select(number => new DailyLogs(Path.Combine(_options.To, $"server-{number}")))];
        try
        {
            await WriteAsync(lines, servers, progress, cancellationToken).ConfigureAwait(false);
            await FlushAsync(servers).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await FlushAsync(servers).ConfigureAwait(false);
            throw;
        }
        finally
        {
            foreach (DailyLogs server in servers)
            {
                await server.DisposeAsync().ConfigureAwait(false);
            }
        }

        return new GenerationResult([.. servers.SelectMany(server => server.Describe()).OrderBy(log => log.Started)], SourceUsedUp: true);
    }

    private static async Task FlushAsync(DailyLogs[] servers)
    {
        foreach (DailyLogs server in servers)
        {
            await server.FlushAsync().ConfigureAwait(false);
        }
    }

    private static int ServerOf(string invoiceNo, int servers)
    {
        // Invoices that follow each other go to the servers in turn, and the same invoice to the same server in every run.
        uint hash = 0;
        foreach (char digit in invoiceNo)
        {
            hash = (31 * hash) + digit;
        }

        return (int)(hash % (uint)servers);
    }

    private async Task WriteAsync(IEnumerable<OrderLine> lines, DailyLogs[] servers, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var pace = new LinePace(_options.LinesPerSecond, _time);
        long written = 0;
        foreach (OrderLine line in lines)
        {
            if (!pace.IsDue(written))
            {
                await FlushAsync(servers).ConfigureAwait(false);
                progress?.Report(written);
                await pace.WaitUntilDueAsync(written, cancellationToken).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            LogFile log = await servers[ServerOf(line.InvoiceNo, servers.Length)].LogOfAsync(line.InvoiceDate).ConfigureAwait(false);
            log.Append(line);
            written++;
            if (written % LinesPerReport == 0)
            {
                progress?.Report(written);
            }
        }

        progress?.Report(written);
    }
}
