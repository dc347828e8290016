using System.Runtime.CompilerServices;

namespace Cadabra.Orders.Parsing;

/// <summary>
/// The shortcut for nearly all lines: eight columns and no quote anywhere. Its delimiters are seven commas and a line feed,
/// so the columns lie between them and nothing needs to be searched.
/// </summary>
internal static class PlainLine
{
    /// <summary>Delimiters of a plain line, the line feed included.</summary>
    public const int Delimiters = OrderColumn.Count;

    /// <summary>Takes the columns of the line at <paramref name="start"/> if it is plain.</summary>
    /// <param name="text">The text the line lies in.</param>
    /// <param name="start">First byte of the line.</param>
    /// <param name="origin">Where in the text the positions are counted from.</param>
    /// <param name="positions">The next delimiters: commas, quotes and line feeds.</param>
    /// <param name="columns">Receives the columns, without the CR of a CRLF; undefined if the line is not plain.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySplit(
        ReadOnlySpan<byte> text, int start, int origin, ReadOnlySpan<ushort> positions, ref OrderColumns columns)
    {
        if (positions.Length < Delimiters)
        {
            return false;
        }

        int notComma = 0;
        for (int column = 0; column < OrderColumn.Country; column++)
        {
            int comma = origin + positions[column];
            notComma |= text[comma] ^ ',';
            columns[column] = new TextSlice(start, comma - start);
            start = comma + 1;
        }

        int end = origin + positions[OrderColumn.Country];
        if ((notComma | (text[end] ^ '\n')) != 0)
        {
            return false;
        }

        end -= end > start && text[end - 1] == '\r' ? 1 : 0;
        columns[OrderColumn.Country] = new TextSlice(start, end - start);
        columns.DoubledQuotes = 0;
        return true;
    }
}
