namespace Cadabra.Orders.Generation;

/// <summary>The logs of one server, one a day.</summary>
/// <param name="folder">Where they go; created with the first log.</param>
internal sealed class DailyLogs(string folder) : IAsyncDisposable
{
    private readonly List<GeneratedLog> _closed = [];
    private LogFile? _open;
    private DateTime _day;

    /// <summary>The log that takes a line of this time. Lines come in time order: with the first of another day the last log is closed.</summary>
    public async ValueTask<LogFile> LogOfAsync(DateTime time)
    {
        if (_open is null || time.Date != _day)
        {
            await CloseAsync().ConfigureAwait(false);
            Directory.CreateDirectory(folder);
            _open = LogFile.Create(folder, time);
            _day = time.Date;
        }
        else if (_open.IsFull)
        {
            await _open.FlushAsync().ConfigureAwait(false);
        }

        return _open;
    }

    /// <summary>Hands all lines so far to the operating system.</summary>
    public ValueTask FlushAsync() => _open?.FlushAsync() ?? ValueTask.CompletedTask;

    /// <summary>All logs so far, oldest first.</summary>
    public IEnumerable<GeneratedLog> Describe() => _open is null ? _closed : _closed.Append(_open.Describe());

    /// <summary>Closes the last log without flushing it.</summary>
    public ValueTask DisposeAsync() => _open?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask CloseAsync()
    {
        if (_open is not null)
        {
            await _open.FlushAsync().ConfigureAwait(false);
            _closed.Add(_open.Describe());
            await _open.DisposeAsync().ConfigureAwait(false);
            _open = null;
        }
    }
}
