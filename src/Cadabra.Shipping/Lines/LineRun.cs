namespace Cadabra.Shipping.Lines;

/// <summary>
/// Cuts buffered bytes at line ends, without a look at each line: only the windows of one longest line are searched, each from its end.
/// </summary>
internal static class LineRun
{
    private const byte LineEnd = (byte)'\n';

    /// <summary>How many bytes at the beginning are whole lines, none of them longer than <paramref name="maxLine"/>, and <paramref name="maxBytes"/> at most.</summary>
    /// <param name="bytes">Begins at the beginning of a line, or of what is left of one.</param>
    /// <param name="maxLine">Bytes of a line at most, its line end included.</param>
    /// <param name="maxBytes">Bytes of a run at most. A first line that is longer makes a longer run, which is that line alone.</param>
    public static int Length(ReadOnlySpan<byte> bytes, int maxLine, int maxBytes)
    {
        int most = Math.Min(bytes.Length, maxBytes);
        int run = 0;
        while (run < most)
        {
            // What lies in one window of the longest line and is ended in it cannot be too long.
            int last = bytes[run..Math.Min(most, run + maxLine)].LastIndexOf(LineEnd);
            if (last < 0)
            {
                break;
            }

            run += last + 1;
        }

        if (run == 0 && maxBytes < maxLine)
        {
            int first = bytes[..Math.Min(bytes.Length, maxLine)].IndexOf(LineEnd);
            run = first + 1;
        }

        return run;
    }

    /// <summary>Whether the first line is longer than <paramref name="maxLine"/>, ended or not.</summary>
    public static bool IsTooLong(ReadOnlySpan<byte> bytes, int maxLine) => bytes.Length > maxLine && !bytes[..maxLine].Contains(LineEnd);

    /// <summary>Lines in a run; a last one without a line end counts.</summary>
    public static int Count(ReadOnlySpan<byte> run) => run.Count(LineEnd) + (run.IsEmpty || run[^1] == LineEnd ? 0 : 1);
}
