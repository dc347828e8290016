namespace Cadabra.Orders.Generation;

/// <summary>What one run of the log generator wrote.</summary>
/// <param name="Logs">The logs, in the order in which they were begun.</param>
/// <param name="SourceUsedUp">True if no line is left for another run; false if the run stopped at its limit of lines.</param>
public sealed record GenerationResult(IReadOnlyList<GeneratedLog> Logs, bool SourceUsedUp)
{
    /// <summary>Lines written in all logs.</summary>
    public long Lines => Logs.Sum(log => log.Lines);

    /// <summary>Number of logs.</summary>
    public int Files => Logs.Count;

    /// <summary>Bytes written in all logs.</summary>
    public long Bytes => Logs.Sum(log => log.Bytes);
}
