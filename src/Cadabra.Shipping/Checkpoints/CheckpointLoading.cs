using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping.Checkpoints;

/// <summary>Finds the newest usable checkpoint of a state folder. What is damaged is set aside, never deleted, and never taken for an empty one.</summary>
internal static class CheckpointLoading
{
    /// <returns>The state, the newest generation's number (0 if there is none), and whether a checkpoint there should be is lost.</returns>
    public static (CheckpointState State, long Generation, bool IsLost) Load(StateFolder folder, TimeProvider time, ILogger logger)
    {
        List<long> generations = CheckpointFile.Generations(folder.FullPath);
        foreach (long generation in generations)
        {
            string path = CheckpointFile.PathOf(folder.FullPath, generation);
            CheckpointState? state = CheckpointFile.Read(path, out string? damage);
            if (damage is not null)
            {
                string aside = $"{path}.damaged-{time.GetUtcNow():yyyyMMdd-HHmmss}";
                if (state is null)
                {
                    File.Move(path, aside, overwrite: true);
                }
                else
                {
                    File.Copy(path, aside, overwrite: true);
                }

                Log.CheckpointDamaged(logger, path, damage, aside, state is null ? "the one before it, if there is one" : "what stands before the damage");
            }

            if (state is not null)
            {
                return (state, generations[0], false);
            }
        }

        bool isLost = generations.Count > 0 || folder.WasStarted;
        if (isLost)
        {
            Log.CheckpointLost(logger, folder.FullPath);
        }

        return (new CheckpointState(), generations.Count > 0 ? generations[0] : 0, isLost);
    }
}
