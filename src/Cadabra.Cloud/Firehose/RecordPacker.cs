namespace Cadabra.Cloud.Firehose;

/// <summary>
/// Packs lines into as few records as possible, since Firehose bills each record as 5 KB at least: a record takes whole lines while they fit. Records
/// follow one another without gaps, so that together they are the bytes that were packed.
/// </summary>
internal static class RecordPacker
{
    /// <param name="lines">Whole lines; the last may lack its line end.</param>
    /// <param name="maxRecordBytes">Bytes of a record at most.</param>
    /// <returns>Slices of <paramref name="lines"/>. A line that is longer than a record is a slice of its own.</returns>
    public static List<ReadOnlyMemory<byte>> Pack(ReadOnlyMemory<byte> lines, int maxRecordBytes)
    {
        List<ReadOnlyMemory<byte>> records = [];
        while (!lines.IsEmpty)
        {
            int length = RecordLength(lines.Span, maxRecordBytes);
            records.Add(lines[..length]);
            lines = lines[length..];
        }

        return records;
    }

    private static int RecordLength(ReadOnlySpan<byte> lines, int maxRecordBytes)
    {
        if (lines.Length <= maxRecordBytes)
        {
            return lines.Length;
        }

        int lastLineEnd = lines[..maxRecordBytes].LastIndexOf((byte)'\n');
        if (lastLineEnd >= 0)
        {
            return lastLineEnd + 1;
        }

        int firstLineEnd = lines.IndexOf((byte)'\n');
        return firstLineEnd < 0 ? lines.Length : firstLineEnd + 1;
    }
}
