using Microsoft.Win32.SafeHandles;

namespace Cadabra.Lake.Writing;

/// <summary>Cuts a log into ranges of bounded length, each ended by a line end if the log has one there.</summary>
internal static class LogSplitter
{
    private const int WindowBytes = 64 * 1024;

    /// <summary>
    /// The ranges of the first <paramref name="length"/> bytes, in order and without a gap. Each is as long as it can be with whole lines in
    /// <paramref name="maxBytes"/>; a line that is longer has a range of its own. The same bytes give the same ranges.
    /// </summary>
    public static IEnumerable<(long Offset, long Length)> Split(SafeFileHandle log, long length, long maxBytes)
    {
        for (long offset = 0; offset < length;)
        {
            long end = Math.Min(offset + maxBytes, length);
            if (end < length)
            {
                end = LastLineEnd(log, offset, end) ?? FirstLineEnd(log, end, length);
            }

            yield return (offset, end - offset);
            offset = end;
        }
    }

    private static long? LastLineEnd(SafeFileHandle log, long begin, long end)
    {
        byte[] window = new byte[WindowBytes];
        while (end > begin)
        {
            long from = Math.Max(begin, end - WindowBytes);
            int count = RandomAccess.Read(log, window.AsSpan(0, (int)(end - from)), from);
            int at = window.AsSpan(0, count).LastIndexOf((byte)'\n');
            if (at >= 0)
            {
                return from + at + 1;
            }

            end = from;
        }

        return null;
    }

    private static long FirstLineEnd(SafeFileHandle log, long begin, long length)
    {
        byte[] window = new byte[WindowBytes];
        while (begin < length)
        {
            int count = RandomAccess.Read(log, window, begin);
            int at = window.AsSpan(0, count).IndexOf((byte)'\n');
            if (at >= 0)
            {
                return Math.Min(begin + at + 1, length);
            }

            if (count == 0)
            {
                break;
            }

            begin += count;
        }

        return length;
    }
}
