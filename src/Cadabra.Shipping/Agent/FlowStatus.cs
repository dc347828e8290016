namespace Cadabra.Shipping.Agent;

/// <summary>How one flow does, at one moment. Counts are since the agent's start.</summary>
public sealed record FlowStatus
{
    /// <summary>The flow's file pattern.</summary>
    public required string FilePattern { get; init; }

    /// <summary>Name of its sink.</summary>
    public required string Sink { get; init; }

    /// <summary>Files that are followed.</summary>
    public int Files { get; init; }

    /// <summary>Lines that the sink has acknowledged.</summary>
    public long Lines { get; init; }

    /// <summary>Bytes of the logs that the sink has acknowledged.</summary>
    public long Bytes { get; init; }

    /// <summary>Parcels that the sink has acknowledged: objects of a lake, calls to a delivery stream.</summary>
    public long Parcels { get; init; }

    /// <summary>Records that a delivery stream has taken; 0 for a lake.</summary>
    public long Records { get; init; }

    /// <summary>Parcels sent again because a checkpoint of an earlier run had recorded them without an acknowledgement.</summary>
    public long Resent { get; init; }

    /// <summary>Attempts that failed and were repeated.</summary>
    public long Retries { get; init; }

    /// <summary>Lines that went to the errors of the flow.</summary>
    public long ErrorLines { get; init; }

    /// <summary>Bytes in the files that no sink has acknowledged.</summary>
    public long LagBytes { get; init; }

    /// <summary>Age of the oldest line that no sink has acknowledged; zero if there is none.</summary>
    public TimeSpan LagTime { get; init; }

    /// <summary>What keeps the flow from delivering, in one line; null if it is well. A passing failure counts once it has lasted a minute.</summary>
    public string? Trouble { get; init; }
}
