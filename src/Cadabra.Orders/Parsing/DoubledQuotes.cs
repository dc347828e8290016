namespace Cadabra.Orders.Parsing;

/// <summary>Turns the doubled quotes of a quoted column into the single ones they stand for.</summary>
internal static class DoubledQuotes
{
    /// <summary>Halves every pair of quotes in place; the column keeps its start and gets shorter.</summary>
    public static TextSlice Halve(Span<byte> text, TextSlice column)
    {
        Span<byte> bytes = text.Slice(column.Start, column.Length);
        int written = 0;
        for (int read = 0; read < bytes.Length; read++)
        {
            bytes[written++] = bytes[read];
            read += bytes[read] == '"' ? 1 : 0;
        }

        return column with { Length = written };
    }
}
