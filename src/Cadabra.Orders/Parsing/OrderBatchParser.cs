using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Cadabra.Orders.Parsing.Delimiters;

namespace Cadabra.Orders.Parsing;

/// <summary>
/// Parses the blocks of one stream, one after the other, into batches. The methods that run for every line ask to be compiled
/// optimized at once: a command has read half a million lines before tiered compilation would replace its first, slow code.
/// </summary>
internal sealed class OrderBatchParser
{
    // Delimiters are found a window at a time, so that the text and their positions stay in the first-level cache.
    private const int WindowBytes = 1 << 13;

    private readonly ushort[] _positions = new ushort[DelimiterScan.RequiredPositions(WindowBytes)];
    private readonly RejectedLineSampler _sampler = new();

    // Room for the lines of a block, used again for the next; a batch gets a copy of exactly its size.
    private OrderLineRecord[] _records = new OrderLineRecord[256];
    private int _count;
    private long _linesBefore;

    /// <summary>Parses a block, whose buffer becomes the batch's own.</summary>
    public OrderBatch Parse(LineBlock block)
    {
        byte[] text = block.Buffer;
        int start = block.Start;
        int end = block.End;
        if (!Utf8.IsValid(text.AsSpan(start, end - start)))
        {
            text = Latin1Repair.ToUtf8(text.AsSpan(start, end - start));
            start = 0;
            end = text.Length;
        }

        _count = 0;
        VerdictTally tally = new();
        ParseLines(text.AsSpan(0, end), start, tally);
        _linesBefore += tally.Lines;
        return new OrderBatch(text, _records.AsSpan(0, _count).ToArray(), tally.ToCounts(), _sampler.Collect());
    }

    private void ParseLines(Span<byte> text, int start, VerdictTally tally)
    {
        while (start < text.Length)
        {
            int window = Math.Min(WindowBytes, text.Length - start);
            int delimiters = DelimiterScan.Find(text.Slice(start, window), _positions);
            int next = ParseWindow(text, start, _positions.AsSpan(0, delimiters), tally);
            start = next > start ? next : ParseLongOrLastLine(text, start, tally);
        }
    }

    /// <summary>Parses the whole lines of a window, and returns where the first that is not whole begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ParseWindow(Span<byte> text, int start, ReadOnlySpan<ushort> positions, VerdictTally tally)
    {
        OrderColumns columns = default;
        int origin = start;
        while (!positions.IsEmpty)
        {
            ref OrderLineRecord record = ref NextRecord();
            LineVerdict verdict;
            int last = PlainLine.Delimiters - 1;
            if (PlainLine.TrySplit(text, start, origin, positions, ref columns))
            {
                verdict = OrderLineParser.Judge(text, ref columns, ref record);
            }
            else
            {
                last = IndexOfLineFeed(text, origin, positions);
                if (last < 0)
                {
                    break;
                }

                verdict = OrderLineParser.Parse(text, start, origin + positions[last], ref columns, ref record);
            }

            int end = origin + positions[last];
            Take(verdict, text, start, end, columns.DoubledQuotes, tally);
            positions = positions[(last + 1)..];
            start = end + 1;
        }

        return start;
    }

    /// <summary>Parses a line that is longer than a window, or lacks its line ending, and returns where the next begins.</summary>
    private int ParseLongOrLastLine(Span<byte> text, int start, VerdictTally tally)
    {
        OrderColumns columns = default;
        int newline = text[start..].IndexOf((byte)'\n');
        int end = newline < 0 ? text.Length : start + newline;
        LineVerdict verdict = OrderLineParser.Parse(text, start, end, ref columns, ref NextRecord());
        Take(verdict, text, start, end, columns.DoubledQuotes, tally);
        return end + 1;
    }

    private static int IndexOfLineFeed(ReadOnlySpan<byte> text, int origin, ReadOnlySpan<ushort> positions)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            if (text[origin + positions[i]] == '\n')
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(LineVerdict verdict, Span<byte> text, int start, int end, uint doubledQuotes, VerdictTally tally)
    {
        tally.Add(verdict);
        if (verdict.ToRejection() is { } rejection)
        {
            // Before anything is unquoted in place: a sample shows the line as it was logged.
            _sampler.Offer(verdict, rejection, text[start..end], _linesBefore + tally.Lines);
        }

        if (verdict is LineVerdict.Kept or LineVerdict.Return)
        {
            ref OrderLineRecord record = ref _records[_count++];
            if (doubledQuotes != 0)
            {
                DoubledQuotes.Halve(text, ref record, doubledQuotes);
            }
        }
    }

    private ref OrderLineRecord NextRecord()
    {
        if (_count == _records.Length)
        {
            Array.Resize(ref _records, _records.Length * 2);
        }

        return ref _records[_count];
    }
}
