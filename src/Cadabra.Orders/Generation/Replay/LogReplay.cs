using Cadabra.Orders.Parsing;

namespace Cadabra.Orders.Generation.Replay;

/// <summary>
/// Replays a CSV of orders as server logs: every line byte for byte, ended by CRLF, into one log a run. Runs into the
/// same folder go on where the last one stopped, so that all of them together write each line of the source exactly once,
/// also when a run is cancelled or killed.
/// </summary>
public sealed class LogReplay
{
    private readonly LogReplayOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Prepares a run.</summary>
    /// <param name="options">What to replay.</param>
    /// <param name="time">Names the log by its local time, and paces the lines.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public LogReplay(LogReplayOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        _options = options;
        _time = time;
    }

    /// <summary>Writes the next lines of the source.</summary>
    /// <param name="progress">Told now and then how many lines this run has written.</param>
    /// <param name="cancellationToken">Stops the run after a whole line; the position is saved before the exception.</param>
    /// <exception cref="FileNotFoundException">There is no source.</exception>
    /// <exception cref="InvalidDataException">The source is empty or damaged, or the folder holds the position of another source.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<GenerationResult> RunAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(_options.Source))
        {
            throw new FileNotFoundException($"There is no file {Path.GetFullPath(_options.Source)} to replay. Name a CSV of orders, plain or gzip.", _options.Source);
        }

        string folder = Directory.CreateDirectory(_options.To).FullName;
        using ReplayPositionFile positions = ReplayPositionFile.Open(folder);
        var identity = SourceIdentity.Of(_options.Source);
        ReplayPosition position = positions.Load(identity) ?? await StartOfAsync(identity, cancellationToken).ConfigureAwait(false);
        if (position.Log is not null)
        {
            position = await KilledReplay.TakeUpAsync(position, Path.Combine(folder, position.Log), cancellationToken).ConfigureAwait(false);
            positions.Save(position);
        }

        return await WriteAsync(position, positions, folder, progress, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ReplayPosition> StartOfAsync(SourceIdentity source, CancellationToken cancellationToken)
    {
        SourceLines lines = await SourceLines.OpenAsync(source.Path, 0, cancellationToken).ConfigureAwait(false);
        await using var _ = lines.ConfigureAwait(false);
        if (!await lines.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidDataException($"{source.Path} is empty. Name a CSV of orders, plain or gzip.");
        }

        return new ReplayPosition(ReplayPosition.CurrentFormat, source, 0, IsHeader(lines.Current.Span) ? lines.Offset : 0, Log: null);
    }

    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        OrderColumns columns = default;
        OrderLineRecord record = default;
        line = SourceLines.WithoutLineEnd(line is [0xEF, 0xBB, 0xBF, .. var behindMark] ? behindMark : line);
        return OrderLineParser.Parse(line, 0, line.Length, ref columns, ref record) == LineVerdict.Header;
    }

    private async Task<GenerationResult> WriteAsync(ReplayPosition position, ReplayPositionFile positions, string folder, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        SourceLines source = await SourceLines.OpenAsync(position.Source.Path, position.Offset, cancellationToken).ConfigureAwait(false);
        await using var _ = source.ConfigureAwait(false);
        if (!await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            return new GenerationResult([], SourceUsedUp: true);
        }

        cancellationToken.ThrowIfCancellationRequested();
        LogFile log = LogFile.Create(folder, _time.GetLocalNow().DateTime);
        await using var __ = log.ConfigureAwait(false);
        // From here on a killed run is taken up from its log, which therefore must be known before its first line.
        positions.Save(position with { Log = log.Name });

        var copy = new LineCopy(source, log, new LinePace(_options.LinesPerSecond, _time), position);
        bool more;
        try
        {
            more = await copy.RunAsync(_options.Lines ?? long.MaxValue, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or InvalidDataException)
        {
            // Interrupted, or unable to read on: the run still ends in order. (After a failed write it cannot; the next run then takes it up from the log.)
            await EndAsync().ConfigureAwait(false);
            throw;
        }

        await EndAsync().ConfigureAwait(false);
        return new GenerationResult([log.Describe()], SourceUsedUp: !more);

        async Task EndAsync()
        {
            // The lines reach the disk before the position that says they did.
            await log.FlushToDiskAsync().ConfigureAwait(false);
            positions.Save(copy.Position);
            progress?.Report(copy.Written);
        }
    }
}
