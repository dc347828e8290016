using Cadabra.Storage;
using Cadabra.Training.Data;
using Cadabra.Training.InteractionFiles.Csv;
using Cadabra.Training.InteractionFiles.Parquet;

namespace Cadabra.Training.InteractionFiles;

/// <summary>Reads ready interactions (customer, product, weight) from CSV, gzip or not, or from Parquet; the first bytes tell which.</summary>
public static class InteractionFile
{
    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InputException">The file is missing or damaged, holds no interaction, or lacks a column.</exception>
    public static async Task<InteractionData> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new InputException($"There is no file {path}; --interactions takes a CSV or Parquet file with the columns customer, product, weight.");
        }

        var rows = new InteractionRows();
        if (await IsParquetAsync(path, cancellationToken).ConfigureAwait(false))
        {
            InteractionParquetReader.Read(path, rows, cancellationToken);
        }
        else
        {
            await InteractionCsvReader.ReadAsync(path, rows, cancellationToken).ConfigureAwait(false);
        }

        return rows.ToData(path);
    }

    private static async Task<bool> IsParquetAsync(string path, CancellationToken cancellationToken)
    {
        byte[] magic = new byte[4];
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            int read = await file.ReadAtLeastAsync(magic, magic.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return magic.AsSpan(0, read).SequenceEqual("PAR1"u8);
        }
    }
}
