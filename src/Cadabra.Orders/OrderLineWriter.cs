using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cadabra.Orders;

/// <summary>
/// Writes order lines as CSV records: eight columns, UTF-8, a field quoted only where it must be (RFC 4180), ended by CRLF.
/// Allocates nothing beyond what the output buffer does.
/// </summary>
public static class OrderLineWriter
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>The header line, CRLF included. Server logs have none; exported files do.</summary>
    public static ReadOnlySpan<byte> Header => "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\r\n"u8;

    /// <summary>Writes one record. The date is written to the second as <c>yyyy-MM-dd HH:mm:ss</c>; any fraction of a second is dropped.</summary>
    /// <exception cref="ArgumentException">A text field holds a line break, which a record of one line cannot carry.</exception>
    public static void Write(OrderLine line, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);

        Span<byte> record = output.GetSpan(MaxByteCount(line));
        int at = WriteText(line.InvoiceNo, nameof(OrderLine.InvoiceNo), record);
        record[at++] = (byte)',';
        at += WriteText(line.StockCode, nameof(OrderLine.StockCode), record[at..]);
        record[at++] = (byte)',';
        at += WriteText(line.Description, nameof(OrderLine.Description), record[at..]);
        record[at++] = (byte)',';
        at += WriteValue(line.Quantity, default, record[at..]);
        record[at++] = (byte)',';
        at += WriteValue(line.InvoiceDate, "yyyy-MM-dd HH:mm:ss", record[at..]);
        record[at++] = (byte)',';
        at += WriteValue(line.UnitPrice, default, record[at..]);
        record[at++] = (byte)',';
        at += WriteText(line.CustomerId, nameof(OrderLine.CustomerId), record[at..]);
        record[at++] = (byte)',';
        at += WriteText(line.Country, nameof(OrderLine.Country), record[at..]);
        record[at++] = (byte)'\r';
        record[at++] = (byte)'\n';
        output.Advance(at);
    }

    private static int MaxByteCount(OrderLine line)
    {
        // A UTF-16 unit takes at most three bytes of UTF-8 (a doubled quote only two).
        // The rest: quotes around five texts, seven commas, CRLF, a date (19), an int (11) and a decimal (31).
        int units = line.InvoiceNo.Length + line.StockCode.Length + line.Description.Length + line.CustomerId.Length + line.Country.Length;
        return (3 * units) + 10 + 7 + 2 + 19 + 11 + 31;
    }

    private static int WriteText(string text, string column, Span<byte> destination)
    {
        ReadOnlySpan<char> rest = text;
        if (!rest.ContainsAny(NeedQuotes))
        {
            return Encoding.UTF8.GetBytes(rest, destination);
        }

        if (rest.ContainsAny('\r', '\n'))
        {
            throw new ArgumentException($"{column} \"{text.ReplaceLineEndings("\\n")}\" holds a line break, but an order line is one line of text. Replace the line break by a space.", nameof(text));
        }

        int at = 0;
        destination[at++] = (byte)'"';
        for (int quote = rest.IndexOf('"'); quote >= 0; quote = rest.IndexOf('"'))
        {
            at += Encoding.UTF8.GetBytes(rest[..(quote + 1)], destination[at..]);
            destination[at++] = (byte)'"';
            rest = rest[(quote + 1)..];
        }

        at += Encoding.UTF8.GetBytes(rest, destination[at..]);
        destination[at++] = (byte)'"';
        return at;
    }

    private static int WriteValue<T>(T value, ReadOnlySpan<char> format, Span<byte> destination)
        where T : IUtf8SpanFormattable
    {
        bool fits = value.TryFormat(destination, out int written, format, CultureInfo.InvariantCulture);
        return fits ? written : throw new InvalidOperationException($"{value} does not fit into the {destination.Length} bytes reserved for it.");
    }
}
