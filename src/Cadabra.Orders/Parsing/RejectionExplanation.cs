using System.Globalization;
using System.Text;

namespace Cadabra.Orders.Parsing;

/// <summary>Says in one line why a line was rejected: what was found, in which column, and what was expected.</summary>
internal static class RejectionExplanation
{
    private const int MaxQuotedCharacters = 40;

    /// <summary>Explains the verdict that the parser gave for <paramref name="line"/>.</summary>
    public static string Of(LineVerdict verdict, ReadOnlySpan<byte> line)
    {
        OrderColumns columns = default;
        int count = 0;
        if (verdict is not (LineVerdict.Empty or LineVerdict.TooLong))
        {
            _ = OrderLineSplitter.Split(line, 0, line.Length, ref columns, out count);
        }

        return verdict switch
        {
            LineVerdict.Empty => "the line is empty; expected eight columns",
            LineVerdict.TooLong => string.Create(CultureInfo.InvariantCulture, $"the line is longer than {OrderLineReader.MaxLineBytes:N0} bytes"),
            LineVerdict.UnclosedQuote => $"the quote that opens {Position(count)} is never closed",
            LineVerdict.TextAfterQuote => $"text follows the closing quote of {Position(count)}; expected a comma or the end of the line",
            LineVerdict.WrongColumnCount => $"the line has {(count == 1 ? "1 column" : $"{count} columns")}; expected eight",
            LineVerdict.BadQuantity => $"quantity '{Quote(line, columns[OrderColumn.Quantity])}' is not a whole number from {int.MinValue} to {int.MaxValue}",
            LineVerdict.BadInvoiceDate => $"date '{Quote(line, columns[OrderColumn.InvoiceDate])}' is not a date; expected M/d/yyyy H:mm or yyyy-MM-dd HH:mm[:ss]",
            LineVerdict.BadUnitPrice => $"price '{Quote(line, columns[OrderColumn.UnitPrice])}' is not a decimal number",
            LineVerdict.NotAProduct => $"stock code '{Quote(line, columns[OrderColumn.StockCode])}' does not begin with five digits",
            LineVerdict.NoCustomer => "the customer id is empty",
            LineVerdict.Return => OrderLineParser.IsCancellation(columns[OrderColumn.InvoiceNo].Of(line))
                ? $"invoice '{Quote(line, columns[OrderColumn.InvoiceNo])}' is a cancellation"
                : $"quantity {Quote(line, columns[OrderColumn.Quantity])} is below zero",
            LineVerdict.NotASale => QuantityField.TryParse(columns[OrderColumn.Quantity].Trim(line).Of(line), out int quantity) && quantity == 0
                ? "the quantity is zero"
                : $"price {Quote(line, columns[OrderColumn.UnitPrice])} is below zero",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "The line was not rejected."),
        };
    }

    private static string Position(int column) =>
        column < OrderColumn.Count ? $"column {column + 1} ({OrderColumn.NameOf(column)})" : $"column {column + 1}";

    private static string Quote(ReadOnlySpan<byte> line, TextSlice column)
    {
        string text = Encoding.UTF8.GetString(column.Of(line));
        StringBuilder quoted = new(MaxQuotedCharacters + 1);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (quoted.Length >= MaxQuotedCharacters)
            {
                return quoted.Append('…').ToString();
            }

            quoted.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        }

        return quoted.ToString();
    }
}
