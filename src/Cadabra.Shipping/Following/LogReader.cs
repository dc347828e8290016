using Cadabra.Shipping.Files;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Following;

/// <summary>
/// Reads on in an open file and notices if it was truncated and written anew, however far it has grown since. What was read counts only if
/// the first bytes of the file, and those before the place, are still the same afterwards: a truncation takes them away for good.
/// </summary>
internal sealed class LogReader : IDisposable
{
    private const int TailBytes = 256;
    private const int ShortestProof = 16;

    private readonly byte[] _head = new byte[Fingerprint.MaxLength];
    private readonly byte[] _tail = new byte[TailBytes];
    private int _headLength;
    private int _tailLength;

    /// <param name="file">Owned by the reader.</param>
    /// <param name="offset">Where to read on.</param>
    public LogReader(SafeFileHandle file, long offset)
    {
        File = file;
        Rewind(offset);
    }

    public SafeFileHandle File { get; private set; }

    /// <summary>Where the next byte is read.</summary>
    public long End { get; private set; }

    public Fingerprint Head => Fingerprint.Of(_head.AsSpan(0, _headLength));

    /// <summary>Reads on. Null if the file no longer holds what was read before: then this log has ended, and the file is another.</summary>
    public int? Read(Span<byte> into)
    {
        int count = RandomAccess.Read(File, into, End);
        if (!IsSame())
        {
            return null;
        }

        Accept(into[..count]);
        return count;
    }

    /// <summary>Whether the file still holds what was read.</summary>
    public bool IsSame() => Holds(File, 0, _head.AsSpan(0, _headLength)) && Holds(File, End - _tailLength, _tail.AsSpan(0, _tailLength));

    /// <summary>Goes to a place that was read before, or to the first one.</summary>
    public void Rewind(long offset)
    {
        End = offset;
        _headLength = Math.Max(_headLength, Fingerprint.Read(File, 0, _head.AsSpan(0, (int)Math.Min(_head.Length, offset))));
        _tailLength = (int)Math.Min(TailBytes, offset);
        _tailLength = Fingerprint.Read(File, offset - _tailLength, _tail.AsSpan(0, _tailLength));
    }

    /// <summary>Whether another file of this size holds what was read here, or the first part of it: a copy, which may still be in the making.</summary>
    public bool IsCopy(SafeFileHandle other, long size) =>
        _headLength >= ShortestProof
        && Holds(other, 0, _head.AsSpan(0, (int)Math.Min(size, _headLength)))
        && (size < End || Holds(other, End - _tailLength, _tail.AsSpan(0, _tailLength)));

    /// <summary>Reads on in a whole copy of the file, at the same place; it is owned then.</summary>
    public void MoveTo(SafeFileHandle copy)
    {
        File.Dispose();
        File = copy;
    }

    public void Dispose() => File.Dispose();

    private static bool Holds(SafeFileHandle file, long offset, ReadOnlySpan<byte> bytes)
    {
        Span<byte> now = stackalloc byte[Fingerprint.MaxLength];
        return bytes.IsEmpty || (Fingerprint.Read(file, offset, now[..bytes.Length]) == bytes.Length && now[..bytes.Length].SequenceEqual(bytes));
    }

    private void Accept(ReadOnlySpan<byte> bytes)
    {
        if (End == _headLength && _headLength < _head.Length)
        {
            int more = Math.Min(_head.Length - _headLength, bytes.Length);
            bytes[..more].CopyTo(_head.AsSpan(_headLength));
            _headLength += more;
        }

        End += bytes.Length;
        int fresh = Math.Min(TailBytes, bytes.Length);
        int kept = Math.Min(TailBytes - fresh, _tailLength);
        _tail.AsSpan(_tailLength - kept, kept).CopyTo(_tail);
        bytes[^fresh..].CopyTo(_tail.AsSpan(kept));
        _tailLength = kept + fresh;
    }
}
