using System.Text.Unicode;

namespace Cadabra.Orders.Parsing;

/// <summary>Parses the blocks of one stream, one after the other, into batches.</summary>
internal sealed class OrderBatchParser
{
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
        OrderColumns columns = default;
        while (start < text.Length)
        {
            int newline = text[start..].IndexOf((byte)'\n');
            int end = newline < 0 ? text.Length : start + newline;
            LineVerdict verdict = OrderLineParser.Parse(text, start, end, ref columns, ref NextRecord());
            tally.Add(verdict);
            if (verdict.ToRejection() is { } rejection)
            {
                _sampler.Offer(verdict, rejection, text[start..end], _linesBefore + tally.Lines);
            }

            if (verdict is LineVerdict.Kept or LineVerdict.Return)
            {
                Keep(text, columns.DoubledQuotes);
            }

            start = end + 1;
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

    private void Keep(Span<byte> text, uint doubledQuotes)
    {
        ref OrderLineRecord record = ref _records[_count++];
        if (doubledQuotes != 0)
        {
            record.InvoiceNo = Halve(text, record.InvoiceNo, doubledQuotes, OrderColumn.InvoiceNo);
            record.StockCode = Halve(text, record.StockCode, doubledQuotes, OrderColumn.StockCode);
            record.Description = Halve(text, record.Description, doubledQuotes, OrderColumn.Description);
            record.CustomerId = Halve(text, record.CustomerId, doubledQuotes, OrderColumn.CustomerId);
            record.Country = Halve(text, record.Country, doubledQuotes, OrderColumn.Country);
        }
    }

    private static TextSlice Halve(Span<byte> text, TextSlice slice, uint doubledQuotes, int column) =>
        (doubledQuotes & (1u << column)) != 0 ? DoubledQuotes.Halve(text, slice) : slice;
}
