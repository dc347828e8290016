using Cadabra.Lake.Gzip;
using Cadabra.Storage;

namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>Reads a CSV file, gzip or not, line by line: whatever does not fit costs only its own line.</summary>
internal static class InteractionCsvReader
{
    /// <summary>Bytes held at once. A line that does not fit is malformed.</summary>
    public const int BufferBytes = 1 << 20;

    // Taking blocks one by one is a small part of the work, but with more cores than this it would be most of it.
    private const int MostBlocks = 16;

    /// <exception cref="InputException">The file is damaged, or its header names the columns in another order.</exception>
    public static async Task ReadAsync(string path, InteractionRows rows, CancellationToken cancellationToken)
    {
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            bool isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            if (!isGzip)
            {
                await ReadAsync(file, rows, path, cancellationToken).ConfigureAwait(false);
                return;
            }

            try
            {
                var gzip = new StrictGzipStream(file);
                await using (gzip.ConfigureAwait(false))
                {
                    await ReadAsync(gzip, rows, path, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (InvalidDataException exception)
            {
                throw new InputException($"{path} is damaged: {exception.Message}; nothing was read from it. Make the file again.", exception);
            }
        }
    }

    // While all cores parse some blocks, the next are read: inflating gzip takes about as long.
    private static async Task ReadAsync(Stream stream, InteractionRows rows, string path, CancellationToken cancellationToken)
    {
        var reader = new LineBlockReader(stream);
        LineBlock[] blocks = MakeBlocks();
        LineBlock[] nextBlocks = MakeBlocks();
        int filled = await reader.ReadAsync(blocks, cancellationToken).ConfigureAwait(false);
        while (filled > 0)
        {
            var next = Task.Run(() => reader.ReadAsync(nextBlocks, cancellationToken), cancellationToken);
            try
            {
                await TakeAsync(blocks[..filled], rows, path).ConfigureAwait(false);
            }
            finally
            {
                // Whatever happens, the stream is in use until then.
                filled = await next.ConfigureAwait(false);
            }

            (blocks, nextBlocks) = (nextBlocks, blocks);
        }
    }

    private static LineBlock[] MakeBlocks() => [.. Enumerable.Range(0, Math.Min(Environment.ProcessorCount, MostBlocks)).Select(_ => new LineBlock())];

    private static async Task TakeAsync(LineBlock[] blocks, InteractionRows rows, string path)
    {
        await Task.WhenAll(blocks.Select(block => Task.Run(() =>
        {
            block.Parse(path);
            rows.FindIds(block.Rows);
        }))).ConfigureAwait(false);
        foreach (LineBlock block in blocks)
        {
            rows.Take(block.Rows);
        }
    }
}
