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
    private const int MostGone = 10_000;
    private static readonly TimeSpan LongestGone = TimeSpan.FromDays(7);

    /// <summary>Between the clock that stamps files and this one.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(10);

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
    private DateTimeOffset _lastLook;
    private bool _hasLooked;

    public FlowFiles(FlowConfig flow, ParcelRules rules, BufferShare share, CheckpointStore store, KnownLogs known, ILogger logger)
    {
        _lastLook = store.LastAlive;
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
        _store.NoteAlive(now);
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
        bool hasRotated = false;
        foreach (FollowedLog log in _logs)
        {
            if (!seen.Contains(log) && !log.IsReplaced)
            {
                hasRotated |= Trace(log, folders, now);
            }
        }

        if (!_hasLooked)
        {
            _known.Unclaimed().ForEach(checkpoint => folders.Files(Path.GetDirectoryName(checkpoint.Path)!));
            found.ToList().ForEach(path => folders.Files(Path.GetDirectoryName(path)!));
        }

        if (!_hasLooked || hasRotated)
        {
            FollowRotated(folders, now);
        }

        if (!_hasLooked)
        {
            ReportLost();
        }

        _hasLooked = true;
        _lastLook = now;
        _logs.Sort(OldestFirst);
    }

    /// <summary>Ends a log whose file holds another now; the next look finds that one.</summary>
    public void Replace(FollowedLog log)
    {
        _byFile.Remove(KeyOf(log.Facts.Identity));
        foreach ((string path, FileFacts facts) in new FolderListing().Files(Path.GetDirectoryName(log.Checkpoint.Path)!))
        {
            if (facts.Size >= log.ReadEnd && !_byFile.ContainsKey(KeyOf(facts.Identity)) && OpenOrReport(path) is SafeFileHandle copy)
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
        LogCheckpoint gone = log.Checkpoint with { Gone = now };
        _known.Add(gone);
        _store.Record(new CheckpointEntry { Log = gone });
        Forget(now);
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

    /// <summary>Forgets logs that are long gone, so that the checkpoint stays small.</summary>
    private void Forget(DateTimeOffset now)
    {
        List<LogCheckpoint> gone = _known.Gone();
        for (int i = 0; i < gone.Count && (gone.Count - i > MostGone || now - gone[i].Gone >= LongestGone); i++)
        {
            _known.Remove(gone[i]);
            _store.Record(new CheckpointEntry { Forget = gone[i].Source });
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

    /// <summary>Finds out what became of a log that the pattern no longer finds. Whether that is news.</summary>
    private static bool Trace(FollowedLog log, FolderListing folders, DateTimeOffset now)
    {
        FilePlace before = log.Place;
        FileFacts facts = FileStat.Of(log.File, log.Checkpoint.Path);
        string? path = folders.Find(log.Checkpoint.Path, facts.Identity);
        log.Place = path is null ? FilePlace.Gone : FilePlace.Renamed;
        if (path is not null)
        {
            log.NoteFacts(facts, path, now);
        }

        return log.Place != before;
    }

    /// <summary>Follows files that rotation has put beside where the pattern finds them: logs that are known, and those that came and went unseen.</summary>
    private void FollowRotated(FolderListing folders, DateTimeOffset now)
    {
        foreach (string folder in folders.Known)
        {
            foreach ((string path, FileFacts facts) in folders.Files(folder))
            {
                if (_byFile.ContainsKey(KeyOf(facts.Identity)) || !IsOfInterest(path, facts) || OpenOrReport(path) is not SafeFileHandle file)
                {
                    continue;
                }

                LogCheckpoint? checkpoint = CheckpointOf(path, file, FileStat.Of(file, path));
                if (checkpoint is null)
                {
                    file.Dispose();
                    continue;
                }

                Add(checkpoint, file, FileStat.Of(file, path), now).Place = FilePlace.Renamed;
            }
        }
    }

    /// <summary>Whether a file that the pattern does not find may hold something to be shipped.</summary>
    private bool IsOfInterest(string path, FileFacts facts) =>
        _known.MayKnow(facts) || (facts.Modified >= _lastLook.UtcTicks - ClockTolerance.Ticks && RotatedName.Originals(path).Any(_glob.IsMatch));

    private LogCheckpoint? CheckpointOf(string path, SafeFileHandle file, FileFacts facts)
    {
        LogCheckpoint? known = _known.Claim(file, facts) ?? _known.ClaimCopy(file, facts);
        if (known is not null)
        {
            return known with { Path = path, Identity = facts.Identity, Flow = _key.Text, Gone = null };
        }

        // A copy of a log that is followed holds nothing of its own; should the log be truncated, the copy is looked for again.
        return !RotatedName.Originals(path).Any(_glob.IsMatch) || _logs.Exists(log => log.IsCopy(file, facts.Size))
            ? null
            : LogCheckpoints.New(path, facts.Identity, _key, acknowledged: 0);
    }

    private void ReportLost()
    {
        foreach (LogCheckpoint checkpoint in _known.Unclaimed())
        {
            if (checkpoint.Planned is not null)
            {
                Log.LogLost(_logger, $"'{checkpoint.Path}' is gone; {checkpoint.Planned.Length:N0} bytes at {checkpoint.Acknowledged:N0} were being sent when the agent stopped, and may not have arrived.");
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
