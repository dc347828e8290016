namespace Cadabra.Shipping.Configuration;

/// <summary>What <c>agent.json</c> says, validated.</summary>
public sealed record AgentConfig
{
    /// <summary><c>flows</c>; at least one.</summary>
    public required IReadOnlyList<FlowConfig> Flows { get; init; }

    /// <summary>Folder of checkpoints and of errors that no lake takes. From <c>--state</c>, else the folder of <c>checkpointFile</c>, else the platform's place for state, which outlives a reboot.</summary>
    public required string StateFolder { get; init; }

    /// <summary><c>firehose.endpoint</c>, host or URL; null for the region's own.</summary>
    public string? FirehoseEndpoint { get; init; }

    /// <summary><c>memoryBytes</c>, an addition of ours: cap on all buffers together. Default 64 MiB.</summary>
    public int MemoryBytes { get; init; } = 64 << 20;

    /// <summary>What was found that does not keep the agent from running: unknown keys, options without effect here.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
