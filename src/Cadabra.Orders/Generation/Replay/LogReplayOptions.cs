namespace Cadabra.Orders.Generation.Replay;

/// <summary>What to replay, where to, and how fast.</summary>
public sealed record LogReplayOptions
{
    /// <summary>CSV file of order lines, plain or gzip. Required.</summary>
    public required string Source { get; init; }

    /// <summary>Folder of the logs; created if it is missing. It also keeps the position, so that the next run goes on from there. Required.</summary>
    public required string To { get; init; }

    /// <summary>Most lines to write in this run. Default null, which is all that remain; 1 or more.</summary>
    public long? Lines { get; init; }

    /// <summary>Lines a second. Default null, which is as fast as possible; above 0.</summary>
    public double? LinesPerSecond { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Source, nameof(Source));
        ArgumentException.ThrowIfNullOrWhiteSpace(To, nameof(To));
        if (Lines is < 1)
        {
            throw new ArgumentException($"Lines is {Lines}; it must be 1 or more, or left out to replay all that remain.");
        }

        GenerationRate.Validate(LinesPerSecond);
    }
}
