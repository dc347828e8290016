namespace Cadabra.Orders.Generation.Replay;

/// <summary>
/// Takes up a replay whose run was killed. The name of a run's log is on disk before its first line, and the log holds
/// the source's lines one after another from the position on, so that the log itself is the truth about how far the run came:
/// its whole lines count as written, and a line it ends in the middle of is completed in place. Nothing is lost, nothing
/// comes twice, and no byte that a reader of the log may already have seen is taken back.
/// </summary>
internal static class KilledReplay
{
    /// <summary>Finds the position behind the log's last line, and completes that line if need be.</summary>
    /// <param name="position">The position that names the log.</param>
    /// <param name="logPath">Where the log lies. A log that is gone, killed before it was written or deleted since, counts as empty.</param>
    /// <param name="cancellationToken">Ends the search; the position stays as it was.</param>
    /// <exception cref="InvalidDataException">The log holds something else than the source's lines.</exception>
    public static async Task<ReplayPosition> TakeUpAsync(ReplayPosition position, string logPath, CancellationToken cancellationToken)
    {
        if (!File.Exists(logPath))
        {
            return position with { Log = null };
        }

        SourceLines source = await SourceLines.OpenAsync(position.Source.Path, position.Offset, cancellationToken).ConfigureAwait(false);
        await using var _ = source.ConfigureAwait(false);
        SourceLines log = await SourceLines.OpenAsync(logPath, 0, cancellationToken).ConfigureAwait(false);
        await using var __ = log.ConfigureAwait(false);
        long lines = 0;
        long offset = position.Offset;
        byte[] missing = [];
        while (missing.Length == 0 && await log.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            bool more = await source.MoveNextAsync(cancellationToken).ConfigureAwait(false);
            byte[] expected = more ? [.. SourceLines.WithoutLineEnd(source.Current.Span), (byte)'\r', (byte)'\n'] : [];
            if (!expected.AsSpan().StartsWith(log.Current.Span))
            {
                throw new InvalidDataException(
                    $"Line {lines + 1:N0} of {logPath} is not line {position.Lines + lines + 1:N0} of {position.Source.Path}: the log was changed after its replay had been killed. " +
                    "Move the log out of the folder to go on from where that replay began.");
            }

            missing = expected[log.Current.Length..];
            lines++;
            offset = source.Offset;
        }

        Complete(logPath, missing);

        return position with { Lines = position.Lines + lines, Offset = offset, Log = null };
    }

    private static void Complete(string logPath, ReadOnlySpan<byte> missing)
    {
        using var log = new FileStream(logPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        log.Write(missing);
        // Also where nothing is missing: the killed run may not have come to it.
        log.Flush(flushToDisk: true);
    }
}
