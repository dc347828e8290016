using Cadabra.Shipping.Buffers;
using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Files;
using Cadabra.Shipping.Lines;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Following;

/// <summary>
/// One log that is followed: what of it is acknowledged, under way, read, and still to be read, in this order and without a gap.
/// It belongs to the loop of its flow and is touched by nobody else.
/// </summary>
internal sealed class FollowedLog : IDisposable
{
    private const int ScanBytes = 64 * 1024;

    private readonly ParcelRules _rules;
    private readonly BufferShare _share;
    private readonly LogReader _reader;
    private readonly PendingBytes _pending;
    private int _headerLinesLeft;
    private long? _longLineStart;

    /// <param name="checkpoint">Where to go on.</param>
    /// <param name="file">The open file; owned by the log.</param>
    /// <param name="facts">Of the file.</param>
    /// <param name="now">When it was found.</param>
    public FollowedLog(LogCheckpoint checkpoint, SafeFileHandle file, FileFacts facts, ParcelRules rules, BufferShare share, DateTimeOffset now)
    {
        Checkpoint = checkpoint;
        Planned = checkpoint.Planned;
        Facts = facts;
        FirstModified = facts.Modified;
        LastLook = LastGrowth = LastReadToEnd = now;
        _rules = rules;
        _share = share;
        _reader = new LogReader(file, checkpoint.Acknowledged);
        _pending = new PendingBytes(share, checkpoint.Acknowledged);
        _headerLinesLeft = checkpoint.Acknowledged == 0 && checkpoint.Planned is null ? rules.HeaderLines : 0;
    }

    /// <summary>As it was recorded last, or will be next.</summary>
    public LogCheckpoint Checkpoint { get; set; }

    /// <summary>What an earlier run was sending; it goes first, exactly as it was.</summary>
    public PlannedParcel? Planned { get; private set; }

    /// <summary>What the file system said at the last look.</summary>
    public FileFacts Facts { get; private set; }

    /// <summary>When the log had last been written to as it was found; older ones go first.</summary>
    public long FirstModified { get; }

    public DateTimeOffset LastLook { get; private set; }

    public DateTimeOffset LastGrowth { get; private set; }

    /// <summary>When nothing was left to be read last; what is unread now is not older.</summary>
    public DateTimeOffset LastReadToEnd { get; private set; }

    /// <summary>Where its file lies, as the flow's pattern finds it or a search for it did.</summary>
    public FilePlace Place { get; set; }

    /// <summary>Whether its content is no longer in the file, which holds another log now: all there will ever be is in memory.</summary>
    public bool IsReplaced { get; private set; }

    /// <summary>Whether a parcel is under way.</summary>
    public bool IsSending { get; private set; }

    /// <summary>When the oldest byte that is read and not under way was seen.</summary>
    public DateTimeOffset Arrival { get; private set; }

    /// <summary>Before when that byte cannot have been written.</summary>
    public DateTimeOffset WaitingSince { get; private set; }

    public SafeFileHandle File => _reader.File;

    public Fingerprint Head => _reader.Head;

    /// <summary>Up to where the log is read.</summary>
    public long ReadEnd => _reader.End;

    /// <summary>Whether the file has changed since the last look into it.</summary>
    public bool HasChanged { get; private set; } = true;

    /// <summary>Whether all of the file, as it was at the last look, is read.</summary>
    public bool IsReadToEnd => IsReplaced || _reader.End >= Facts.Size;

    public bool HasPending => _pending.Length > 0 || _longLineStart is not null;

    public long LagBytes => IsReplaced ? _reader.End - Checkpoint.Acknowledged : Math.Max(0, Facts.Size - Checkpoint.Acknowledged);

    public bool IsFinished => !IsSending && !HasPending && Planned is null && IsReadToEnd;

    /// <summary>Place of the first byte that is read and not under way.</summary>
    public long PendingStart => _longLineStart ?? _pending.Start;

    public ReadOnlySpan<byte> Pending => _pending.Span;

    /// <summary>Bytes that can be sent at once: whole lines, or all that was recorded before a crash.</summary>
    public int WholeLines => LineRun.Length(_pending.Span, _rules.MaxLine, _rules.MaxParcel);

    /// <summary>Whether more may be read before something is sent.</summary>
    public bool IsFull => _pending.Length >= _rules.MaxParcel;

    /// <summary>The line past the limit that pending bytes begin with, once its end is known; null if there is none.</summary>
    public long? LongLineLength { get; private set; }

    public bool HasLongLine => _longLineStart is not null;

    /// <summary>What a look at the pattern says of the file; it is read later.</summary>
    public void NoteFacts(FileFacts facts, string path, DateTimeOffset now)
    {
        HasChanged |= facts.Size != Facts.Size || facts.Modified != Facts.Modified;
        if (!HasChanged && IsReadToEnd)
        {
            LastLook = LastReadToEnd = now;
        }

        if (path != Checkpoint.Path)
        {
            Checkpoint = Checkpoint with { Path = path };
        }
    }

    /// <summary>Looks at the file and reads on as far as there is memory. It may find that the file holds another log now.</summary>
    public void ReadOn(DateTimeOffset now)
    {
        if (IsReplaced)
        {
            return;
        }

        FileFacts facts = FileStat.Of(File, Checkpoint.Path);
        if (facts.Size < _reader.End || (facts.Size == _reader.End && facts.Modified != Facts.Modified && !_reader.IsSame()))
        {
            IsReplaced = true;
        }
        else
        {
            if (facts.Size != Facts.Size || facts.Modified != Facts.Modified)
            {
                LastGrowth = now;
            }

            Facts = facts;
            HasChanged = false;
            while (!IsReplaced && _reader.End < facts.Size && ReadSome(facts.Size - _reader.End, now))
            {
            }
        }

        if (IsReplaced)
        {
            // What was recorded cannot be made whole any more; of a line past the limit nothing was kept.
            Planned = null;
            if (_longLineStart is not null)
            {
                _longLineStart = LongLineLength = null;
                _pending.MoveTo(_reader.End);
            }
        }

        LastLook = now;
        if (IsReadToEnd)
        {
            LastReadToEnd = now;
        }
    }

    /// <summary>
    /// Goes on in a copy of the file that was made before it was truncated ("copytruncate"), so that not even what nobody had read yet is lost.
    /// The copy is owned by the log then.
    /// </summary>
    public bool TryMoveTo(SafeFileHandle copy, string path)
    {
        FileFacts facts = FileStat.Of(copy, path);
        if (facts.Size < ReadEnd || !IsCopy(copy, facts.Size))
        {
            return false;
        }

        _reader.MoveTo(copy);
        Facts = facts;
        Checkpoint = Checkpoint with { Identity = Facts.Identity, Path = path };
        Place = FilePlace.Renamed;
        IsReplaced = false;
        return true;
    }

    /// <summary>Whether another file of this size holds what was read of this log, or the first part of it.</summary>
    public bool IsCopy(SafeFileHandle other, long size) => _reader.IsCopy(other, size);

    /// <summary>Ends a line past the limit where the log ends now.</summary>
    public void EndLongLine() => LongLineLength ??= _reader.End - _longLineStart;

    /// <summary>Takes pending bytes out to be sent; the buffer is the caller's until <see cref="Acknowledge"/> or <see cref="GiveUp"/>.</summary>
    public byte[] Take(int count)
    {
        (byte[] buffer, bool isRestKept) = _pending.Take(count, mustKeepRest: IsReplaced);
        if (!isRestKept)
        {
            _reader.Rewind(_pending.Start);
        }

        Begin();
        NoteLongLine();
        return buffer;
    }

    /// <summary>Takes the line past the limit out to be sent.</summary>
    public void TakeLongLine()
    {
        _pending.MoveTo(_longLineStart!.Value + LongLineLength!.Value);
        _longLineStart = null;
        LongLineLength = null;
        Begin();
    }

    /// <summary>Gives the memory back of bytes that cannot be sent yet; they are read again later.</summary>
    public void Forgo()
    {
        if (!IsReplaced && _pending.Length > 0)
        {
            _reader.Rewind(_pending.Start);
            _pending.Drop();
        }
    }

    /// <summary>The parcel under way has arrived.</summary>
    public void Acknowledge(LogCheckpoint checkpoint)
    {
        Checkpoint = checkpoint;
        IsSending = false;
    }

    /// <summary>The parcel under way will not be sent any more.</summary>
    public void GiveUp() => IsSending = false;

    public void Dispose()
    {
        _pending.Drop();
        _reader.Dispose();
    }

    private void Begin()
    {
        IsSending = true;
        Planned = null;
        Arrival = LastGrowth;
        WaitingSince = LastLook;
    }

    /// <summary>Reads once. False if nothing more can be read now.</summary>
    private bool ReadSome(long more, DateTimeOffset now)
    {
        if (_headerLinesLeft > 0)
        {
            return SkipHeader();
        }

        if (Planned is { IsTooLong: true } && !IsSending)
        {
            _longLineStart = _pending.Start;
            LongLineLength = Planned.Length;
            _reader.Rewind(_pending.Start + Planned.Length);
            return false;
        }

        if (_longLineStart is not null)
        {
            return LongLineLength is null && Scan(FindLongLineEnd);
        }

        int most = Most();
        if (most <= _pending.Length)
        {
            return false;
        }

        Span<byte> room = _pending.Room(more, most);
        int count = room.IsEmpty ? 0 : Read(room);
        if (count == 0)
        {
            return false;
        }

        if (_pending.Length == 0)
        {
            Arrival = now;
            WaitingSince = LastLook;
        }

        _pending.Add(count);
        NoteLongLine();
        return true;
    }

    private void NoteLongLine()
    {
        if (Planned is null && !IsReplaced && LineRun.IsTooLong(_pending.Span, _rules.MaxLine))
        {
            // From here on it is looked through in the file, since memory may not hold it.
            _longLineStart = _pending.Start;
            _reader.Rewind(_pending.Start);
            _pending.Drop();
        }
    }

    private int Most()
    {
        if (Planned is not null)
        {
            return (int)Planned.Length;
        }

        // A parcel's worth, or a line that is longer than that.
        return _pending.Length >= _rules.MaxParcel && WholeLines == 0 ? _rules.MaxLine + 1 : _rules.MaxParcel;
    }

    /// <summary>Bytes read; none if there are none now, or never will be.</summary>
    private int Read(Span<byte> into)
    {
        int? count = _reader.Read(into);
        IsReplaced = count is null;
        return count ?? 0;
    }

    private bool SkipHeader()
    {
        bool isMore = Scan(SkipHeaderLines);
        if (_headerLinesLeft == 0 && !IsReplaced)
        {
            _pending.MoveTo(_reader.End);
            Checkpoint = Checkpoint with { Acknowledged = _reader.End };
        }

        return isMore;
    }

    private int SkipHeaderLines(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (_headerLinesLeft > 0 && bytes[at..].IndexOf((byte)'\n') is int end and >= 0)
        {
            at += end + 1;
            _headerLinesLeft--;
        }

        return _headerLinesLeft > 0 ? bytes.Length : at;
    }

    private int FindLongLineEnd(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)'\n');
        if (end < 0)
        {
            return bytes.Length;
        }

        LongLineLength = _reader.End - bytes.Length + end + 1 - _longLineStart;
        return end + 1;
    }

    /// <summary>Passes bytes through a small window without keeping them. False if there are no more now.</summary>
    /// <param name="use">Says how many of the bytes it has used; reading goes on behind them.</param>
    private bool Scan(Func<ReadOnlySpan<byte>, int> use)
    {
        byte[]? window = _share.TryRent(ScanBytes);
        if (window is null)
        {
            return false;
        }

        try
        {
            int count = Read(window);
            if (count == 0)
            {
                return false;
            }

            int used = use(window.AsSpan(0, count));
            if (used < count)
            {
                _reader.Rewind(_reader.End - count + used);
            }

            return true;
        }
        finally
        {
            _share.Return(window);
        }
    }
}
