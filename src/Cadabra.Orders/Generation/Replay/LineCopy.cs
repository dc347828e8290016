namespace Cadabra.Orders.Generation.Replay;

/// <summary>Copies lines from a source to a log at a given pace, and knows at any time how far it is.</summary>
/// <param name="source">Stands at the first line to copy.</param>
/// <param name="log">Takes the lines.</param>
/// <param name="pace">When each line is due.</param>
/// <param name="start">The position of the first line to copy.</param>
internal sealed class LineCopy(SourceLines source, LogFile log, LinePace pace, ReplayPosition start)
{
    private long _offset = start.Offset;

    /// <summary>Lines copied.</summary>
    public long Written { get; private set; }

    /// <summary>The position behind the last line copied.</summary>
    public ReplayPosition Position => start with { Lines = start.Lines + Written, Offset = _offset, Log = null };

    /// <summary>Copies up to <paramref name="limit"/> lines; false if the source has no line after them.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what is copied by then are whole lines.</exception>
    /// <exception cref="InvalidDataException">The source is damaged behind the lines copied.</exception>
    public async Task<bool> RunAsync(long limit, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        bool more = true;
        while (more && Written < limit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool due = pace.IsDue(Written);
            if (!due || log.IsFull)
            {
                await log.FlushAsync().ConfigureAwait(false);
                progress?.Report(Written);
            }

            if (!due)
            {
                await pace.WaitUntilDueAsync(Written, cancellationToken).ConfigureAwait(false);
                continue;
            }

            log.Append(SourceLines.WithoutLineEnd(source.Current.Span));
            _offset = source.Offset;
            Written++;
            more = await source.MoveNextAsync(cancellationToken).ConfigureAwait(false);
        }

        return more;
    }
}
