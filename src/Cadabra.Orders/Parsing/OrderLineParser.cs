using System.Runtime.CompilerServices;
using System.Text;

namespace Cadabra.Orders.Parsing;

/// <summary>Parses one line of valid UTF-8. It allocates nothing, and no bytes at all make it throw.</summary>
internal static class OrderLineParser
{
    /// <summary>Digits that a product's stock code begins with.</summary>
    public const int ProductDigits = 5;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses the bytes of <paramref name="text"/> from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    /// <param name="text">The text the line lies in.</param>
    /// <param name="start">First byte of the line.</param>
    /// <param name="end">Past its last byte, LF excluded; a CR before it is dropped.</param>
    /// <param name="columns">Receives where the columns lie.</param>
    /// <param name="record">Receives the line if it is a sale or a return.</param>
    public static LineVerdict Parse(ReadOnlySpan<byte> text, int start, int end, ref OrderColumns columns, ref OrderLineRecord record)
    {
        end -= end > start && text[end - 1] == '\r' ? 1 : 0;
        if (end == start)
        {
            return LineVerdict.Empty;
        }

        if (end - start > OrderLineReader.MaxLineBytes)
        {
            return LineVerdict.TooLong;
        }

        LineVerdict verdict = OrderLineSplitter.Split(text, start, end, ref columns, out _);
        return verdict == LineVerdict.Kept ? Judge(text, ref columns, ref record) : verdict;
    }

    /// <summary>
    /// Reads the numbers of a line that has eight columns, and judges it by the rules in their order. Like the loop it is called
    /// from, it is compiled optimized at once (see <see cref="OrderBatchParser"/>).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LineVerdict Judge(ReadOnlySpan<byte> text, ref OrderColumns columns, ref OrderLineRecord record)
    {
        if (!QuantityField.TryParse(columns[OrderColumn.Quantity].Trim(text).Of(text), out int quantity))
        {
            // A header fails here, so that ordinary lines never pay for looking whether they are one.
            return IsHeader(text, ref columns) ? LineVerdict.Header : LineVerdict.BadQuantity;
        }

        if (!InvoiceDateField.TryParse(columns[OrderColumn.InvoiceDate].Trim(text).Of(text), out record.InvoiceDate))
        {
            return LineVerdict.BadInvoiceDate;
        }

        if (!UnitPriceField.TryParse(columns[OrderColumn.UnitPrice].Trim(text).Of(text), out record.UnitPrice))
        {
            return LineVerdict.BadUnitPrice;
        }

        record.StockCode = columns[OrderColumn.StockCode].Trim(text);
        if (!BeginsWithFiveDigits(record.StockCode.Of(text)))
        {
            return LineVerdict.NotAProduct;
        }

        record.CustomerId = WithoutPointZero(text, columns[OrderColumn.CustomerId].Trim(text));
        if (record.CustomerId.Length == 0)
        {
            return LineVerdict.NoCustomer;
        }

        record.InvoiceNo = columns[OrderColumn.InvoiceNo];
        record.Description = columns[OrderColumn.Description];
        record.Country = columns[OrderColumn.Country];
        record.Quantity = quantity;
        record.IsReturn = quantity < 0 || IsCancellation(record.InvoiceNo.Of(text));
        if (record.IsReturn)
        {
            return LineVerdict.Return;
        }

        return quantity == 0 || record.UnitPrice < 0 ? LineVerdict.NotASale : LineVerdict.Kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool BeginsWithFiveDigits(ReadOnlySpan<byte> stockCode) =>
        stockCode.Length >= ProductDigits
        && AsciiByte.IsDigit(stockCode[0])
        && AsciiByte.IsDigit(stockCode[1])
        && AsciiByte.IsDigit(stockCode[2])
        && AsciiByte.IsDigit(stockCode[3])
        && AsciiByte.IsDigit(stockCode[4]);

    public static bool IsCancellation(ReadOnlySpan<byte> invoiceNo) => !invoiceNo.IsEmpty && (invoiceNo[0] | 0x20) == 'c';

    /// <summary>
    /// Cuts <c>.0</c> off a customer id that is a number otherwise: tools that hold ids as floating point, to make room for
    /// missing ones, write customer 17850 as 17850.0.
    /// </summary>
    private static TextSlice WithoutPointZero(ReadOnlySpan<byte> text, TextSlice id)
    {
        ReadOnlySpan<byte> bytes = id.Of(text);
        return bytes.Length > 2 && bytes[^1] == '0' && bytes[^2] == '.' && !bytes[..^2].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? id with { Length = id.Length - 2 }
            : id;
    }

    private static bool IsHeader(ReadOnlySpan<byte> text, ref OrderColumns columns)
    {
        for (int column = 0; column < OrderColumn.Count; column++)
        {
            ReadOnlySpan<byte> name = columns[column].Trim(text).Of(text);
            if (column == 0 && name.StartsWith(ByteOrderMark))
            {
                // Delivery puts files end to end, so a file's mark can stand in the middle of an object.
                name = name[ByteOrderMark.Length..];
            }

            if (!Ascii.EqualsIgnoreCase(name, OrderColumn.NameOf(column)))
            {
                return false;
            }
        }

        return true;
    }
}
