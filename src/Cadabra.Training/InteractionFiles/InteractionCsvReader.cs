using System.Buffers.Text;
using System.IO.Compression;
using Cadabra.Storage;

namespace Cadabra.Training.InteractionFiles;

/// <summary>
/// Reads lines <c>customer,product,weight</c>; ids may be quoted as in RFC 4180. A first line whose weight is no number is a
/// header. Any other line that does not fit is counted, and costs only itself.
/// </summary>
internal static class InteractionCsvReader
{
    private const int BufferSize = 1 << 20;

    public static async Task ReadAsync(string path, InteractionRows rows, CancellationToken cancellationToken)
    {
        try
        {
            Stream stream = Open(path);
            await using (stream.ConfigureAwait(false))
            {
                await ReadAsync(stream, rows, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException exception)
        {
            throw new InputException($"{path} is damaged ({exception.Message.TrimEnd('.')}); nothing was read from it. Make the file again.", exception);
        }
    }

    private static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        bool gzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static async Task ReadAsync(Stream stream, InteractionRows rows, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferSize];
        int held = 0;
        bool first = true;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(held), cancellationToken).ConfigureAwait(false);
            int end = held + read;
            int consumed = read == 0 ? end : buffer.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
            ReadLines(buffer.AsSpan(0, consumed), rows, ref first);
            if (read == 0)
            {
                return;
            }

            held = end - consumed;
            buffer.AsSpan(consumed, held).CopyTo(buffer);
            if (held == buffer.Length)
            {
                throw new InvalidDataException($"a line is longer than {BufferSize} bytes");
            }
        }
    }

    private static void ReadLines(ReadOnlySpan<byte> lines, InteractionRows rows, ref bool first)
    {
        while (!lines.IsEmpty)
        {
            int end = lines.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? [] : lines[(end + 1)..];
            line = line is [.. var text, (byte)'\r'] ? text : line;
            if (!TryAdd(line, rows) && !(first && LooksLikeHeader(line)))
            {
                rows.AddMalformed(line);
            }

            first = false;
        }
    }

    private static bool TryAdd(ReadOnlySpan<byte> line, InteractionRows rows)
    {
        if (!TryTakeField(ref line, out ReadOnlySpan<byte> customer) || !TryTakeField(ref line, out ReadOnlySpan<byte> product))
        {
            return false;
        }

        if (!Utf8Parser.TryParse(line, out float weight, out int length) || length != line.Length || !float.IsFinite(weight)
            || customer.IsEmpty || product.IsEmpty)
        {
            return false;
        }

        rows.Add(customer, product, weight);
        return true;
    }

    private static bool LooksLikeHeader(ReadOnlySpan<byte> line) =>
        TryTakeField(ref line, out _) && TryTakeField(ref line, out _) && !line.ContainsAnyInRange((byte)'0', (byte)'9');

    /// <summary>Takes the field before the next comma off the line. A doubled quote inside a quoted field is copied out; all else is borrowed.</summary>
    private static bool TryTakeField(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> field)
    {
        int length = 0;
        if (line is [(byte)'"', ..])
        {
            length = EndOfQuoted(line);
            if (length < 0 || length >= line.Length || line[length] != ',')
            {
                field = default;
                return false;
            }

            field = Unquote(line[1..(length - 1)]);
        }
        else
        {
            length = line.IndexOf((byte)',');
            if (length < 0)
            {
                field = default;
                return false;
            }

            field = line[..length];
        }

        line = line[(length + 1)..];
        return true;
    }

    /// <summary>Place after the closing quote, or −1 if there is none.</summary>
    private static int EndOfQuoted(ReadOnlySpan<byte> line)
    {
        for (int place = 1; place < line.Length; place++)
        {
            if (line[place] != '"')
            {
                continue;
            }

            if (place + 1 < line.Length && line[place + 1] == '"')
            {
                place++;
                continue;
            }

            return place + 1;
        }

        return -1;
    }

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> inner)
    {
        if (!inner.Contains((byte)'"'))
        {
            return inner;
        }

        byte[] text = new byte[inner.Length];
        int length = 0;
        for (int place = 0; place < inner.Length; place++)
        {
            text[length++] = inner[place];
            place += inner[place] == '"' ? 1 : 0;
        }

        return text.AsSpan(0, length);
    }
}
