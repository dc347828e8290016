using Cadabra.Shipping.Files;

namespace Cadabra.Shipping.Checkpoints;

/// <summary>Makes the checkpoint of a log that is seen for the first time.</summary>
internal static class LogCheckpoints
{
    /// <summary>
    /// Its source is unique for all time: host and path are for people, the rest keeps two logs apart that one path, or one inode, holds one after the other.
    /// </summary>
    public static LogCheckpoint New(string path, FileIdentity identity, FlowKey flow, long acknowledged) => new()
    {
        Source = $"{Environment.MachineName}:{path}#{Guid.NewGuid():N}",
        Flow = flow.Text,
        Path = path,
        Identity = identity,
        Acknowledged = acknowledged,
    };
}
