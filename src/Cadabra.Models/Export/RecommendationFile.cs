using Cadabra.Storage;

namespace Cadabra.Models.Export;

/// <summary>Writes a file of recommendations, in the format that its extension names.</summary>
public static class RecommendationFile
{
    /// <summary>The extensions that there is a format for.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".parquet", ".csv", ".jsonl"];

    /// <summary>Whether there is a format for a file name.</summary>
    public static bool IsSupported(string name) => Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a file that appears as a whole or not at all, in memory that does not grow with it.</summary>
    /// <param name="container">Where the file goes.</param>
    /// <param name="name">Its name, ending in one of <see cref="Extensions"/>.</param>
    /// <param name="catalog">Codes and descriptions of the products.</param>
    /// <param name="write">Feeds the writer. If it throws, there is no file.</param>
    /// <param name="cancellationToken">Cancels the write; there is no file then.</param>
    /// <exception cref="InputException">There is no format for the extension.</exception>
    public static Task WriteAsync(
        IBlobContainer container,
        string name,
        Catalog catalog,
        Func<IRecommendationWriter, CancellationToken, Task> write,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(write);
        if (!IsSupported(name))
        {
            throw new InputException($"Recommendations cannot be written to '{name}': its name ends in none of {string.Join(", ", Extensions)}. Name a file with one of these extensions.");
        }

        return container.PutAsync(
            name,
            async (stream, token) =>
            {
                using RecommendationWriter writer = Create(Path.GetExtension(name), stream, catalog);
                await write(writer, token).ConfigureAwait(false);
                await writer.CompleteAsync(token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private static RecommendationWriter Create(string extension, Stream stream, Catalog catalog) => extension.ToUpperInvariant() switch
    {
        ".PARQUET" => new ParquetRecommendationWriter(stream, catalog),
        ".CSV" => new CsvRecommendationWriter(stream, catalog),
        _ => new JsonLinesRecommendationWriter(stream, catalog),
    };
}
