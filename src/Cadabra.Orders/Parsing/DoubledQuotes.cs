namespace Cadabra.Orders.Parsing;

/// <summary>Turns the doubled quotes of quoted columns into the single ones they stand for.</summary>
internal static class DoubledQuotes
{
    /// <summary>Halves every pair of quotes in place, in the text of those columns whose bit is set.</summary>
    public static void Halve(Span<byte> text, ref OrderLineRecord record, uint columns)
    {
        record.InvoiceNo = Halve(text, record.InvoiceNo, columns, OrderColumn.InvoiceNo);
        record.StockCode = Halve(text, record.StockCode, columns, OrderColumn.StockCode);
        record.Description = Halve(text, record.Description, columns, OrderColumn.Description);
        record.CustomerId = Halve(text, record.CustomerId, columns, OrderColumn.CustomerId);
        record.Country = Halve(text, record.Country, columns, OrderColumn.Country);
    }

    private static TextSlice Halve(Span<byte> text, TextSlice slice, uint columns, int column)
    {
        if ((columns & (1u << column)) == 0)
        {
            return slice;
        }

        Span<byte> bytes = text.Slice(slice.Start, slice.Length);
        int written = 0;
        for (int read = 0; read < bytes.Length; read++)
        {
            bytes[written++] = bytes[read];

            // Between enclosing quotes a quote is always followed by its double.
            read += bytes[read] == '"' ? 1 : 0;
        }

        return slice with { Length = written };
    }
}
