using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

using Cadabra.Shipping.Configuration;

namespace Cadabra.Shipping.Processing;

/// <summary>
/// Converts one line: its columns, delimited and quoted by the rules of RFC 4180, become the strings of a JSON object.
/// A quote that is not the first byte of its column is text like any other, as in <c>7" PLATE</c>.
/// </summary>
internal sealed class CsvToJsonLine
{
    private const byte Quote = (byte)'"';

    // What stands before the value of each column: {"first":" and then ","next":" each time.
    private readonly byte[][] _openings;
    private readonly int _openingBytes;
    private readonly byte[] _delimiter;

    /// <exception cref="ArgumentException">There are no columns, or the delimiter has a meaning of its own.</exception>
    public CsvToJsonLine(CsvToJson options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FieldNames.Count == 0)
        {
            throw new ArgumentException("CSVTOJSON has no field names; expected one for each column of a line.", nameof(options));
        }

        if (options.Delimiter is '"' or '\r' or '\n' || char.IsSurrogate(options.Delimiter))
        {
            throw new ArgumentException(
                $"CSVTOJSON has the delimiter U+{(int)options.Delimiter:X4}; expected one character that is neither a quote nor part of a line end.", nameof(options));
        }

        _openings = [.. options.FieldNames.Select((name, column) => Opening(name, first: column == 0))];
        _openingBytes = _openings.Sum(opening => opening.Length);
        _delimiter = Encoding.UTF8.GetBytes([options.Delimiter]);
    }

    private static ReadOnlySpan<byte> Closing => "\"}\n"u8;

    /// <summary>Bytes that a line becomes at most.</summary>
    public int MaxBytes(int lineBytes) => checked(_openingBytes + (lineBytes * JsonText.MaxGrowth) + Closing.Length);

    /// <summary>Writes the object of a line, ended by LF, to <paramref name="destination"/>, which has room for <see cref="MaxBytes"/>.</summary>
    /// <param name="line">UTF-8 without a line end.</param>
    /// <param name="destination">What it holds is undefined if the line cannot be converted.</param>
    /// <param name="written">Bytes written.</param>
    /// <returns>False if the line has not one column for each name, if a quote is never closed or if text follows the one that closes.</returns>
    public bool TryConvert(ReadOnlySpan<byte> line, Span<byte> destination, out int written)
    {
        written = 0;
        for (int column = 0; column < _openings.Length; column++)
        {
            _openings[column].CopyTo(destination[written..]);
            written += _openings[column].Length;
            int end = line is [Quote, ..]
                ? WriteQuoted(line, destination, ref written)
                : WritePlain(line, destination, ref written);
            bool last = column == _openings.Length - 1;
            if (end < 0 || (last ? end != line.Length : !line[end..].StartsWith(_delimiter)))
            {
                return false;
            }

            line = last ? [] : line[(end + _delimiter.Length)..];
        }

        Closing.CopyTo(destination[written..]);
        written += Closing.Length;
        return true;
    }

    private static byte[] Opening(string name, bool first)
    {
        string key = JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        return Encoding.UTF8.GetBytes($"{(first ? "{" : "\",")}\"{key}\":\"");
    }

    /// <summary>Writes the value of a column without quotes and returns where it ends.</summary>
    private int WritePlain(ReadOnlySpan<byte> line, Span<byte> destination, ref int written)
    {
        int end = _delimiter.Length == 1 ? line.IndexOf(_delimiter[0]) : line.IndexOf(_delimiter);
        end = end < 0 ? line.Length : end;
        written += JsonText.Write(line[..end], destination[written..]);
        return end;
    }

    /// <summary>Writes the value of a column in quotes and returns where the column ends, past the closing quote; -1 if there is none.</summary>
    private static int WriteQuoted(ReadOnlySpan<byte> line, Span<byte> destination, ref int written)
    {
        int position = 1;
        while (true)
        {
            int length = line[position..].IndexOf(Quote);
            if (length < 0)
            {
                return -1;
            }

            bool doubled = line[(position + length + 1)..] is [Quote, ..];

            // Of two quotes the first is taken along as text.
            written += JsonText.Write(line.Slice(position, doubled ? length + 1 : length), destination[written..]);
            position += length + (doubled ? 2 : 1);
            if (!doubled)
            {
                return position;
            }
        }
    }
}
