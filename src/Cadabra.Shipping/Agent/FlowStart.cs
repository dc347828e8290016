using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Files;
using Cadabra.Shipping.Following;

using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Agent;

/// <summary>What a flow knows when it begins: what its checkpoint says, or, the very first time, where to begin in the files that are there.</summary>
internal static class FlowStart
{
    private const int ScanBytes = 64 * 1024;

    /// <param name="others">Keys of the other flows of the configuration, whose logs are theirs.</param>
    public static async Task<KnownLogs> BeginAsync(FlowConfig flow, IReadOnlySet<string> others, CheckpointStore store, ILogger logger)
    {
        FlowKey key = FlowKey.Of(flow);
        List<LogCheckpoint> logs = store.Logs();

        // A flow whose pattern was changed goes on with the logs that it shipped to the same place under the old one.
        logs.RemoveAll(log => log.Flow != key.Text && (others.Contains(log.Flow) || !key.IsSameDestination(log.Flow)));
        KnownLogs known = new(logs);
        if (store.HasStarted(key))
        {
            return known;
        }

        List<CheckpointEntry> entries = [new CheckpointEntry { Flow = key.Text }];
        if (flow.InitialPosition == InitialPosition.EndOfFile && !store.IsLost)
        {
            HashSet<ulong> inodes = [.. logs.Select(log => log.Identity.Inode)];
            foreach (string path in new FileGlob(flow.FilePattern).Find(static (_, _) => { }))
            {
                if (StatOrNull(path) is FileFacts facts && !inodes.Contains(facts.Identity.Inode))
                {
                    entries.Add(new CheckpointEntry { Log = AtEnd(path, facts, key) });
                }
            }
        }

        await store.RecordAsync([.. entries]).ConfigureAwait(false);
        foreach (CheckpointEntry entry in entries)
        {
            if (entry.Log is LogCheckpoint log)
            {
                known.Add(log);
            }
        }

        Log.FirstStart(logger, flow.FilePattern, entries.Count - 1, store.IsLost ? InitialPosition.StartOfFile : flow.InitialPosition);
        return known;
    }

    private static FileFacts? StatOrNull(string path)
    {
        try
        {
            return FileStat.Of(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A log from behind its last line end on: a line that is half written then comes whole.</summary>
    private static LogCheckpoint AtEnd(string path, FileFacts facts, FlowKey key)
    {
        LogCheckpoint log = LogCheckpoints.New(path, facts.Identity, key, facts.Size);
        try
        {
            using SafeFileHandle file = FileStat.Open(path);
            long end = LastLineEnd(file, facts.Size);
            byte[] bytes = new byte[(int)Math.Min(Fingerprint.MaxLength, end)];
            int head = Fingerprint.Read(file, 0, bytes);
            log = log with { Acknowledged = end, Head = Fingerprint.Of(bytes.AsSpan(0, head)) };
            int tail = Fingerprint.Read(file, end - bytes.Length, bytes);
            return log with { Tail = Fingerprint.Of(bytes.AsSpan(0, tail)) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It may become readable later, and was there all the same.
            return log;
        }
    }

    private static long LastLineEnd(SafeFileHandle file, long size)
    {
        byte[] window = new byte[ScanBytes];
        for (long end = size; end > 0;)
        {
            long from = Math.Max(0, end - window.Length);
            int count = Fingerprint.Read(file, from, window.AsSpan(0, (int)(end - from)));
            int at = window.AsSpan(0, count).LastIndexOf((byte)'\n');
            if (at >= 0)
            {
                return from + at + 1;
            }

            end = from;
        }

        return 0;
    }
}
