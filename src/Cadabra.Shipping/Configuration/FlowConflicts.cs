using Cadabra.Lake.Layout;
using Cadabra.Shipping.Files;
using Cadabra.Storage;

namespace Cadabra.Shipping.Configuration;

/// <summary>Finds flows that would ship what the agent itself writes: the objects of a lake, or the checkpoint, which grows with each line that is shipped.</summary>
public static class FlowConflicts
{
    private static readonly string[] OfLake = [Partition.At(DateTimeOffset.UnixEpoch).Prefix + "x.gz", Partition.At(DateTimeOffset.UnixEpoch).Prefix + "x.log"];

    private static readonly string[] OfState = ["checkpoint-0000000001.log", "agent.lock", "started"];

    /// <summary>What is wrong with a pattern, with what to do; null if nothing is.</summary>
    /// <param name="pattern">A full path.</param>
    /// <param name="lakes">Of all flows of the agent; those that are no folders are passed over.</param>
    /// <param name="stateFolder">The agent's.</param>
    public static string? Find(string pattern, IEnumerable<string> lakes, string stateFolder)
    {
        ArgumentNullException.ThrowIfNull(lakes);
        FileGlob glob = new(pattern);
        foreach (string lake in lakes)
        {
            if (!BlobLocation.IsUri(lake) && OfLake.Any(name => glob.IsMatch(Path.Combine(lake, name))))
            {
                return $"lake '{lake}' lies where filePattern '{pattern}' looks: the agent would ship its own objects. Move the lake, or narrow the pattern.";
            }
        }

        return OfState.Any(name => glob.IsMatch(Path.Combine(stateFolder, name)))
            ? $"the state folder '{stateFolder}' lies where filePattern '{pattern}' looks: the agent would ship its own checkpoint. Move it with stateFolder or --state, or narrow the pattern."
            : null;
    }
}
