using Cadabra.Lake.Gzip;
using Cadabra.Storage;

namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>Reads a CSV file, gzip or not, line by line: whatever does not fit costs only its own line.</summary>
internal static class InteractionCsvReader
{
    /// <summary>Bytes held at once. A line that does not fit is malformed.</summary>
    public const int BufferBytes = 1 << 20;

    /// <exception cref="InputException">The file is damaged, or its header names the columns in another order.</exception>
    public static async Task ReadAsync(string path, InteractionRows rows, CancellationToken cancellationToken)
    {
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            bool isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            var lines = new InteractionLines(rows, path);
            if (!isGzip)
            {
                await ReadAsync(file, lines, cancellationToken).ConfigureAwait(false);
                return;
            }

            try
            {
                var gzip = new StrictGzipStream(file);
                await using (gzip.ConfigureAwait(false))
                {
                    await ReadAsync(gzip, lines, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (InvalidDataException exception)
            {
                throw new InputException($"{path} is damaged: {exception.Message}; nothing was read from it. Make the file again.", exception);
            }
        }
    }

    private static async Task ReadAsync(Stream stream, InteractionLines lines, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferBytes];
        int held = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer.AsMemory(held), cancellationToken).ConfigureAwait(false)) > 0)
        {
            int end = held + read;
            int whole = buffer.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
            lines.Take(buffer.AsSpan(0, whole));
            held = end - whole;
            buffer.AsSpan(whole, held).CopyTo(buffer);
            if (held == buffer.Length)
            {
                // The line has no end in sight: what is here stands for it.
                lines.TakeTooLong(buffer);
                held = 0;
            }
        }

        lines.Take(buffer.AsSpan(0, held));
    }
}
