namespace Cadabra.Shipping.Checkpoints;

/// <summary>What the entries of a checkpoint come to.</summary>
internal sealed class CheckpointState
{
    private readonly HashSet<string> _flows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogCheckpoint> _logs = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Flows => _flows;

    public IReadOnlyDictionary<string, LogCheckpoint> Logs => _logs;

    public int Count => _flows.Count + _logs.Count;

    public void Apply(CheckpointEntry entry)
    {
        if (entry.Flow is string flow)
        {
            _flows.Add(flow);
        }

        if (entry.Log is LogCheckpoint log)
        {
            _logs[log.Source] = log;
        }

        if (entry.Forget is string source)
        {
            _logs.Remove(source);
        }
    }

    /// <summary>The same in as few entries as can be.</summary>
    public IEnumerable<CheckpointEntry> Entries() =>
        _flows.Select(flow => new CheckpointEntry { Flow = flow }).Concat(_logs.Values.Select(log => new CheckpointEntry { Log = log }));
}
