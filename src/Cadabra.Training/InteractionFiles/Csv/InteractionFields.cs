namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>The three fields of a line <c>customer,product,weight</c>, without spaces around them; each may be quoted as in RFC 4180.</summary>
internal readonly ref struct InteractionFields
{
    /// <summary>Finds the fields. Of a line that has no three, those missing are empty.</summary>
    public InteractionFields(ReadOnlySpan<byte> line)
    {
        Customer = TakeField(ref line);
        Product = TakeField(ref line);
        line = line.Trim((byte)' ');
        Weight = line is [(byte)'"', .. var quoted, (byte)'"'] ? quoted : line;
    }

    public ReadOnlySpan<byte> Customer { get; }

    public ReadOnlySpan<byte> Product { get; }

    /// <summary>All that follows the second field, so that a fourth makes it no number.</summary>
    public ReadOnlySpan<byte> Weight { get; }

    /// <summary>Whether the third field is a name: it begins as one, and is no way to write a number.</summary>
    public bool IsHeader => Weight is [var first, ..] && (char.IsAsciiLetter((char)first) || first is (byte)'_' or > 127) && !WeightField.IsNumber(Weight);

    /// <summary>Takes a field and its comma off the line. Text is borrowed, unless a doubled quote in it must be made one.</summary>
    private static ReadOnlySpan<byte> TakeField(scoped ref ReadOnlySpan<byte> line)
    {
        if (line is [(byte)'"', ..])
        {
            return TakeQuoted(ref line);
        }

        int comma = line.IndexOf((byte)',');
        ReadOnlySpan<byte> field = comma < 0 ? line : line[..comma];
        line = comma < 0 ? [] : line[(comma + 1)..];
        return field.Trim((byte)' ');
    }

    private static ReadOnlySpan<byte> TakeQuoted(scoped ref ReadOnlySpan<byte> line)
    {
        int close = EndOfQuoted(line);
        if (close < 0 || (close + 1 < line.Length && line[close + 1] != ','))
        {
            // Never closed, or text behind the closing quote: no field, and nothing of the line can be trusted.
            line = [];
            return [];
        }

        ReadOnlySpan<byte> field = line[1..close];
        line = close + 1 < line.Length ? line[(close + 2)..] : [];
        return field.Contains((byte)'"') ? HalveQuotes(field) : field;
    }

    /// <summary>Place of the closing quote, or −1 if there is none.</summary>
    private static int EndOfQuoted(ReadOnlySpan<byte> line)
    {
        for (int place = 1; place < line.Length; place++)
        {
            if (line[place] != '"')
            {
                continue;
            }

            if (place + 1 == line.Length || line[place + 1] != '"')
            {
                return place;
            }

            place++;
        }

        return -1;
    }

    private static ReadOnlySpan<byte> HalveQuotes(ReadOnlySpan<byte> field)
    {
        byte[] text = new byte[field.Length];
        int length = 0;
        for (int place = 0; place < field.Length; place++)
        {
            text[length++] = field[place];
            place += field[place] == '"' ? 1 : 0;
        }

        return text.AsSpan(0, length);
    }
}
