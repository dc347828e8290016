using System.Text;
using System.Text.Unicode;
using Cadabra.Storage;

namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>
/// Turns the lines of one file into rows. A first line that names its third column is a header; any other line that is no interaction,
/// or not UTF-8, is malformed.
/// </summary>
internal sealed class InteractionLines(InteractionRows rows, string path)
{
    private static readonly string[] ColumnNames = ["customer", "product", "weight"];

    private bool _atFirst = true;
    private bool _inTooLong;

    /// <summary>Takes lines, each with its line ending but for the last line of the file.</summary>
    public void Take(ReadOnlySpan<byte> lines)
    {
        if (_atFirst && lines.StartsWith(Encoding.UTF8.Preamble))
        {
            lines = lines[Encoding.UTF8.Preamble.Length..];
        }

        bool isUtf8 = Utf8.IsValid(lines);
        while (!lines.IsEmpty)
        {
            int end = lines.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? [] : lines[(end + 1)..];
            TakeLine(line is [.. var text, (byte)'\r'] ? text : line, isUtf8);
        }
    }

    /// <summary>Takes a piece of a line that is too long to be held; the next line taken is its end.</summary>
    public void TakeTooLong(ReadOnlySpan<byte> piece)
    {
        if (!_inTooLong)
        {
            rows.AddMalformed(piece);
        }

        _inTooLong = true;
        _atFirst = false;
    }

    private void TakeLine(ReadOnlySpan<byte> line, bool isUtf8)
    {
        if (_inTooLong)
        {
            _inTooLong = false;
            return;
        }

        var fields = new InteractionFields(line);
        if ((isUtf8 || Utf8.IsValid(line)) && WeightField.TryParse(fields.Weight, out float weight) && !fields.Customer.IsEmpty && !fields.Product.IsEmpty)
        {
            rows.Add(fields.Customer, fields.Product, weight);
        }
        else if (_atFirst && fields.IsHeader)
        {
            ThrowIfSwapped(fields);
        }
        else
        {
            rows.AddMalformed(line);
        }

        _atFirst = false;
    }

    // Any names will do, but these in other places would mix up who bought what.
    private void ThrowIfSwapped(InteractionFields header)
    {
        string[] names = [Encoding.UTF8.GetString(header.Customer), Encoding.UTF8.GetString(header.Product), Encoding.UTF8.GetString(header.Weight)];
        for (int column = 0; column < names.Length; column++)
        {
            int place = Array.FindIndex(ColumnNames, name => name.Equals(names[column], StringComparison.OrdinalIgnoreCase));
            if (place >= 0 && place != column)
            {
                throw new InputException($"{path} has the columns {string.Join(", ", names)}; expected customer, product, weight in this order. Reorder the columns.");
            }
        }
    }
}
