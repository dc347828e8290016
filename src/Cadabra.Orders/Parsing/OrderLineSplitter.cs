namespace Cadabra.Orders.Parsing;

/// <summary>Finds the columns of one line by the rules of RFC 4180, quotes included.</summary>
internal static class OrderLineSplitter
{
    /// <summary>
    /// Splits the bytes from <paramref name="start"/> to before <paramref name="end"/>. A quote that is not the first byte
    /// of its column is text like any other, as in <c>7" PLATE</c>.
    /// </summary>
    /// <param name="text">The text the line lies in.</param>
    /// <param name="start">First byte of the line.</param>
    /// <param name="end">Past its last byte, line ending excluded.</param>
    /// <param name="columns">Receives the first eight columns.</param>
    /// <param name="count">Columns found; where a quote is wrong, the position of its column.</param>
    /// <returns><see cref="LineVerdict.Kept"/> if there are eight columns, else what is wrong.</returns>
    public static LineVerdict Split(ReadOnlySpan<byte> text, int start, int end, ref OrderColumns columns, out int count)
    {
        columns.DoubledQuotes = 0;
        count = 0;
        int position = start;
        while (true)
        {
            TextSlice column;
            bool doubled = false;
            if (position < end && text[position] == '"')
            {
                position++;
                int length = LengthToClosingQuote(text[position..end], out doubled);
                if (length < 0)
                {
                    return LineVerdict.UnclosedQuote;
                }

                column = new TextSlice(position, length);
                position += length + 1;
                if (position < end && text[position] != ',')
                {
                    return LineVerdict.TextAfterQuote;
                }
            }
            else
            {
                int comma = text[position..end].IndexOf((byte)',');
                column = new TextSlice(position, comma < 0 ? end - position : comma);
                position += column.Length;
            }

            if (count < OrderColumn.Count)
            {
                columns[count] = column;
                columns.DoubledQuotes |= (doubled ? 1u : 0u) << count;
            }

            count++;
            if (position == end)
            {
                return count == OrderColumn.Count ? LineVerdict.Kept : LineVerdict.WrongColumnCount;
            }

            position++;
        }
    }

    private static int LengthToClosingQuote(ReadOnlySpan<byte> text, out bool doubled)
    {
        doubled = false;
        int position = 0;
        while (true)
        {
            int quote = text[position..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return -1;
            }

            position += quote;
            if (position + 1 == text.Length || text[position + 1] != '"')
            {
                return position;
            }

            doubled = true;
            position += 2;
        }
    }
}
