namespace Cadabra.Orders.Generation;

/// <summary>Where a shop's servers write their logs, and how fast.</summary>
public sealed record ServerLogsOptions
{
    /// <summary>Folder that holds one folder a server: <c>server-1</c>, <c>server-2</c> and so on. Created if it is missing. Required.</summary>
    public required string To { get; init; }

    /// <summary>Number of servers. Default 2; 1 to 100.</summary>
    public int Servers { get; init; } = 2;

    /// <summary>Lines a second, all servers together. Default null, which is as fast as possible; above 0.</summary>
    public double? LinesPerSecond { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(To, nameof(To));
        if (Servers is < 1 or > 100)
        {
            throw new ArgumentException($"Servers is {Servers}; it must be 1 to 100.");
        }

        GenerationRate.Validate(LinesPerSecond);
    }
}
