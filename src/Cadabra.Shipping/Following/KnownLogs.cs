using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Files;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Following;

/// <summary>Logs that a checkpoint knows and that no file has been found to hold yet. A file is one of them if it may be the same file and holds the same bytes.</summary>
internal sealed class KnownLogs
{
    private const int ShortestProof = 16;

    private readonly Dictionary<ulong, List<LogCheckpoint>> _byInode = [];

    public KnownLogs(IEnumerable<LogCheckpoint> logs)
    {
        foreach (LogCheckpoint log in logs)
        {
            Add(log);
        }
    }

    public void Add(LogCheckpoint log)
    {
        if (!_byInode.TryGetValue(log.Identity.Inode, out List<LogCheckpoint>? same))
        {
            _byInode[log.Identity.Inode] = same = [];
        }

        same.Add(log);
    }

    public void Remove(LogCheckpoint log) => _byInode[log.Identity.Inode].Remove(log);

    /// <summary>Takes out the log that a file holds, and goes on holding; null if it is a new one.</summary>
    public LogCheckpoint? Claim(SafeFileHandle file, FileFacts facts)
    {
        foreach (LogCheckpoint log in _byInode.GetValueOrDefault(facts.Identity.Inode) ?? [])
        {
            if (log.Identity.MayBe(facts.Identity) && Reach(log) <= facts.Size && Holds(file, log))
            {
                Remove(log);
                return log;
            }
        }

        return null;
    }

    /// <summary>Takes out the log that a file holds a copy of, as it is made before a log is truncated; null if there is none.</summary>
    public LogCheckpoint? ClaimCopy(SafeFileHandle file, FileFacts facts)
    {
        foreach (List<LogCheckpoint> same in _byInode.Values)
        {
            foreach (LogCheckpoint log in same)
            {
                if (log.Head.Length >= ShortestProof && Reach(log) <= facts.Size && Holds(file, log))
                {
                    same.Remove(log);
                    return log;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a file may be a known log that still had one, by its inode.</summary>
    public bool MayKnow(FileFacts facts) =>
        _byInode.GetValueOrDefault(facts.Identity.Inode)?.Exists(log => log.Gone is null && log.Identity.MayBe(facts.Identity)) == true;

    /// <summary>Those that had a file when they were last recorded.</summary>
    public List<LogCheckpoint> Unclaimed() => [.. _byInode.Values.SelectMany(same => same).Where(log => log.Gone is null)];

    /// <summary>Those without a file, longest gone first.</summary>
    public List<LogCheckpoint> Gone() => [.. _byInode.Values.SelectMany(same => same).Where(log => log.Gone is not null).OrderBy(log => log.Gone)];

    private static bool Holds(SafeFileHandle file, LogCheckpoint log) =>
        log.Head.Matches(file, 0) && log.Tail.Matches(file, log.Acknowledged - log.Tail.Length);

    private static long Reach(LogCheckpoint log) => log.Acknowledged + (log.Planned?.Length ?? 0);
}
