using Cadabra.Shipping.Buffers;
using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Files;

using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Following;

/// <summary>The logs of one flow: finds files, tells which of them are known, and follows those that are renamed, truncated or deleted.</summary>
internal sealed class FlowFiles : IDisposable
{
    private readonly FlowConfig _flow;
    private readonly FlowKey _key;
    private readonly FileGlob _glob;
    private readonly ParcelRules _rules;
    private readonly BufferShare _share;
    private readonly CheckpointStore _store;
    private readonly KnownLogs _known;
    private readonly ILogger _logger;
    private readonly List<FollowedLog> _logs = [];
    private readonly Dictionary<(ulong Device, ulong Inode), FollowedLog> _byFile = [];
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private bool _hasLooked;

    public FlowFiles(FlowConfig flow, ParcelRules rules, BufferShare share, CheckpointStore store, KnownLogs known, ILogger logger)
    {
        _flow = flow;
        _key = FlowKey.Of(flow);
        _glob = new FileGlob(flow.FilePattern);
        _rules = rules;
        _share = share;
        _store = store;
        _known = known;
        _logger = logger;
    }

    /// <summary>Those that are followed, oldest first as they were found.</summary>
    public IReadOnlyList<FollowedLog> Logs => _logs;

    /// <summary>Looks for files, new or moved.</summary>
    public void Look(DateTimeOffset now)
    {
        IReadOnlyCollection<string> found = _glob.Find(ReportUnreadable);
        HashSet<FollowedLog> seen = [];
        foreach (string path in found)
        {
            if (StatOrReport(path) is FileFacts facts && Follow(path, facts, now) is FollowedLog log)
            {
                log.Place = FilePlace.Matched;
                log.NoteFacts(facts, path, now);
                seen.Add(log);
            }
        }

        FolderListing folders = new();
        foreach (FollowedLog log in _logs)
        {
            if (!seen.Contains(log) && !log.IsReplaced)
            {
                Trace(log, folders, now);
            }
        }

        if (!_hasLooked)
        {
            _hasLooked = true;
            ResumeRotated(found, folders, now);
        }

        _logs.Sort(OldestFirst);
    }

    /// <summary>Ends a log whose file holds another now; the next look finds that one.</summary>
    public void Replace(FollowedLog log)
    {
        _byFile.Remove(KeyOf(log.Facts.Identity));
        foreach ((string path, FileFacts facts) in new FolderListing().Rotated(log.Checkpoint.Path))
        {
            if (!_byFile.ContainsKey(KeyOf(facts.Identity)) && OpenOrReport(path) is SafeFileHandle copy)
            {
                if (log.TryMoveTo(copy, path))
                {
                    _byFile[KeyOf(facts.Identity)] = log;
                    Log.CopyFound(_logger, log.Checkpoint.Source, path);
                    return;
                }

                copy.Dispose();
            }
        }

        Log.LogTruncated(_logger, log.Checkpoint.Path, log.Facts.Size - log.ReadEnd);
    }

    /// <summary>Stops following a log of which nothing is left to ship.</summary>
    public void Release(FollowedLog log, DateTimeOffset now)
    {
        _logs.Remove(log);
        if (_byFile.GetValueOrDefault(KeyOf(log.Facts.Identity)) == log)
        {
            _byFile.Remove(KeyOf(log.Facts.Identity));
        }

        log.Dispose();
        if (log.IsReplaced)
        {
            _store.Record(new CheckpointEntry { Forget = log.Checkpoint.Source });
        }
        else
        {
            LogCheckpoint gone = log.Checkpoint with { Gone = now };
            _known.Add(gone);
            _store.Record(new CheckpointEntry { Log = gone });
        }
    }

    /// <summary>Notes which files are deleted by now: once they are closed, their rest is nowhere to be had.</summary>
    public void NoteDeleted()
    {
        foreach (FollowedLog log in _logs)
        {
            if (FileStat.Of(log.File, log.Checkpoint.Path).IsDeleted)
            {
                log.Place = FilePlace.Gone;
            }
        }
    }

    public void Dispose()
    {
        foreach (FollowedLog log in _logs)
        {
            log.Dispose();
        }
    }

    private static (ulong Device, ulong Inode) KeyOf(FileIdentity identity) => (identity.Device, identity.Inode);

    private static int OldestFirst(FollowedLog x, FollowedLog y)
    {
        int byTime = x.FirstModified.CompareTo(y.FirstModified);
        return byTime != 0 ? byTime : string.CompareOrdinal(x.Checkpoint.Path, y.Checkpoint.Path);
    }

    /// <summary>The log that a file holds; null if it cannot be read.</summary>
    private FollowedLog? Follow(string path, FileFacts facts, DateTimeOffset now)
    {
        if (_byFile.TryGetValue(KeyOf(facts.Identity), out FollowedLog? followed) && followed.Facts.Identity.MayBe(facts.Identity))
        {
            return followed;
        }

        if (OpenOrReport(path) is not SafeFileHandle file)
        {
            return null;
        }

        facts = FileStat.Of(file, path);
        LogCheckpoint checkpoint = _known.Claim(file, facts) is LogCheckpoint known
            ? known with { Path = path, Identity = facts.Identity, Flow = _key.Text, Gone = null }
            : LogCheckpoints.New(path, facts.Identity, _key, acknowledged: 0);
        return Add(checkpoint, file, facts, now);
    }

    private FollowedLog Add(LogCheckpoint checkpoint, SafeFileHandle file, FileFacts facts, DateTimeOffset now)
    {
        FollowedLog log = new(checkpoint, file, facts, _rules, _share, now);
        _logs.Add(log);
        _byFile[KeyOf(facts.Identity)] = log;
        Log.LogFound(_logger, checkpoint.Path, checkpoint.Acknowledged);
        return log;
    }

    /// <summary>Finds out what became of a log that the pattern no longer finds.</summary>
    private static void Trace(FollowedLog log, FolderListing folders, DateTimeOffset now)
    {
        FileFacts facts = FileStat.Of(log.File, log.Checkpoint.Path);
        string? path = facts.IsDeleted ? null : folders.Find(log.Checkpoint.Path, facts.Identity);
        if (path is null)
        {
            log.Place = FilePlace.Gone;
            return;
        }

        log.Place = FilePlace.Renamed;
        log.NoteFacts(facts, path, now);
    }

    /// <summary>Goes on with logs that were renamed while no agent ran to names that the pattern does not match, and with those that came and went meanwhile.</summary>
    private void ResumeRotated(IReadOnlyCollection<string> found, FolderListing folders, DateTimeOffset now)
    {
        foreach (LogCheckpoint checkpoint in _known.Unclaimed())
        {
            FollowedLog? resumed = null;
            foreach ((string path, FileFacts facts) in folders.Beside(checkpoint.Path))
            {
                if (_byFile.ContainsKey(KeyOf(facts.Identity)) || !KnownLogs.MayHold(facts, checkpoint) || OpenOrReport(path) is not SafeFileHandle file)
                {
                    continue;
                }

                if (KnownLogs.Holds(file, checkpoint))
                {
                    _known.Remove(checkpoint);
                    resumed = Add(checkpoint with { Path = path, Identity = facts.Identity, Flow = _key.Text, Gone = null }, file, facts, now);
                    resumed.Place = FilePlace.Renamed;
                    break;
                }

                file.Dispose();
            }

            if (resumed is null && checkpoint.Planned is not null)
            {
                Log.LogLost(_logger, $"'{checkpoint.Path}' is gone; {checkpoint.Planned.Length:N0} bytes at {checkpoint.Acknowledged:N0} were being sent when the agent stopped, and may not have arrived.");
            }

            if (resumed is not null && found.Contains(checkpoint.Path))
            {
                ResumeMissed(checkpoint, resumed, folders, now);
            }
        }
    }

    /// <summary>A log that was rotated took its successors along: those that were begun and rotated in turn while no agent ran have never been seen.</summary>
    private void ResumeMissed(LogCheckpoint checkpoint, FollowedLog rotated, FolderListing folders, DateTimeOffset now)
    {
        foreach ((string path, FileFacts facts) in folders.Rotated(checkpoint.Path))
        {
            if (facts.Modified > rotated.Facts.Modified
                && !_byFile.ContainsKey(KeyOf(facts.Identity))
                && OpenOrReport(path) is SafeFileHandle file)
            {
                Add(LogCheckpoints.New(path, facts.Identity, _key, acknowledged: 0), file, facts, now).Place = FilePlace.Renamed;
            }
        }
    }

    private FileFacts? StatOrReport(string path)
    {
        try
        {
            return FileStat.Of(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ReportUnreadable(path, e);
            return null;
        }
    }

    private SafeFileHandle? OpenOrReport(string path)
    {
        try
        {
            SafeFileHandle file = FileStat.Open(path);
            _reported.Remove(path);
            return file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ReportUnreadable(path, e);
            return null;
        }
    }

    private void ReportUnreadable(string path, Exception exception)
    {
        if (_reported.Add(path))
        {
            Log.Unreadable(_logger, path, exception.Message);
        }
    }
}
