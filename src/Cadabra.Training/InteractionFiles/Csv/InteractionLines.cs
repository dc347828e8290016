using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Cadabra.Storage;

namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>
/// Turns lines into rows. The first line of a file is a header if it names its third column; any other line that is no interaction,
/// or not UTF-8, is malformed.
/// </summary>
/// <param name="rows">Gets the rows.</param>
/// <param name="path">The file, for messages.</param>
/// <param name="atFirst">Whether the lines begin the file.</param>
internal sealed class InteractionLines(InteractionBlock rows, string path, bool atFirst)
{
    private static readonly string[] ColumnNames = ["customer", "product", "weight"];

    private bool _atFirst = atFirst;

    /// <summary>Takes lines, each with its line ending but for the last line of the file.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(ReadOnlySpan<byte> lines)
    {
        if (_atFirst && lines.StartsWith(Encoding.UTF8.Preamble))
        {
            lines = lines[Encoding.UTF8.Preamble.Length..];
        }

        bool isUtf8 = Utf8.IsValid(lines);
        while (!lines.IsEmpty)
        {
            if (isUtf8 && PlainLine.TryRead(lines, out PlainLine plain) && TryTakePlain(lines, plain))
            {
                lines = lines[(plain.End + 1)..];
                continue;
            }

            int end = lines.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? [] : lines[(end + 1)..];
            TakeLine(line is [.. var text, (byte)'\r'] ? text : line, isUtf8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakePlain(ReadOnlySpan<byte> lines, PlainLine plain)
    {
        ReadOnlySpan<byte> text = lines[(plain.Product + 1)..plain.End];
        if (!WeightField.TryParse(text is [.. var number, (byte)'\r'] ? number : text, out float weight))
        {
            return false;
        }

        rows.Add(lines[..plain.Customer], lines[(plain.Customer + 1)..plain.Product], weight);
        _atFirst = false;
        return true;
    }

    private void TakeLine(ReadOnlySpan<byte> line, bool isUtf8)
    {
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
