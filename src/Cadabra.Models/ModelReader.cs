using System.Globalization;
using System.Text.Json;
using Cadabra.Models.Manifests;
using Cadabra.Models.Parquet;
using Cadabra.Models.Spark;
using Cadabra.Models.Tables;
using Cadabra.Recommender.Als;
using Cadabra.Storage;

namespace Cadabra.Models;

/// <summary>Reads a model directory (docs/formats/model.md) that Cadabra or Spark wrote. No byte is used that the manifest's checksums do not cover.</summary>
public static class ModelReader
{
    /// <summary>Reads a whole model.</summary>
    /// <param name="container">Where the model lies.</param>
    /// <param name="name">The model's directory, relative to the container; empty if the container is the model.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ModelNotFoundException">There is no model.</exception>
    /// <exception cref="ModelVersionException">The model is of another format version.</exception>
    /// <exception cref="ModelDamagedException">A file is missing, changed, unlisted or not what the format says.</exception>
    public static async Task<Model> ReadAsync(IBlobContainer container, string name, CancellationToken cancellationToken = default)
    {
        ModelDirectory directory = Open(container, name);
        Manifest manifest = await ReadListedAsync(directory, cancellationToken).ConfigureAwait(false);
        foreach ((string file, ManifestFile expected) in manifest.Files)
        {
            if (!ModelLayout.IsData(file))
            {
                await directory.VerifyAsync(file, expected, cancellationToken).ConfigureAwait(false);
            }
        }

        ManifestCounts counts = manifest.Counts;
        await RequireRankAsync(directory, manifest, cancellationToken).ConfigureAwait(false);

        // The tables are independent, and decoding is what takes the time: each is read on a thread of its own.
        var customers = new CustomerTableReader(counts.Customers);
        var products = new ProductTableReader(counts.Products);
        var userFactors = new FactorTableReader(counts.Customers, manifest.Parameters.Rank);
        var itemFactors = new FactorTableReader(counts.Products, manifest.Parameters.Rank);
        var purchases = new PurchaseTableReader(counts.Customers, counts.Products);
        await Task.WhenAll(
            Task.Run(() => ReadTableAsync(directory, manifest, ModelLayout.Purchases, purchases.Add, cancellationToken), cancellationToken),
            Task.Run(() => ReadTableAsync(directory, manifest, ModelLayout.UserFactors, userFactors.Add, cancellationToken), cancellationToken),
            Task.Run(() => ReadTableAsync(directory, manifest, ModelLayout.ItemFactors, itemFactors.Add, cancellationToken), cancellationToken),
            Task.Run(() => ReadTableAsync(directory, manifest, ModelLayout.Products, products.Add, cancellationToken), cancellationToken),
            Task.Run(() => ReadTableAsync(directory, manifest, ModelLayout.Customers, customers.Add, cancellationToken), cancellationToken)).ConfigureAwait(false);

        return new Model(
            manifest,
            customers.Build(problem => directory.Damaged(ModelLayout.Customers, problem)),
            products.Build(problem => directory.Damaged(ModelLayout.Products, problem)),
            new AlsModel(userFactors.Build(), itemFactors.Build()),
            purchases.Build(problem => directory.Damaged(ModelLayout.Purchases, problem)));
    }

    /// <summary>Reads and checks the manifest alone.</summary>
    /// <inheritdoc cref="ReadAsync" path="/param"/>
    /// <exception cref="ModelNotFoundException">There is no model.</exception>
    /// <exception cref="ModelVersionException">The model is of another format version.</exception>
    /// <exception cref="ModelDamagedException">The manifest was changed after it was written.</exception>
    public static Task<Manifest> ReadManifestAsync(IBlobContainer container, string name, CancellationToken cancellationToken = default) =>
        Open(container, name).ReadManifestAsync(cancellationToken);

    /// <summary>Checks every byte of a model without decoding or keeping it.</summary>
    /// <inheritdoc cref="ReadAsync" path="/param"/>
    /// <exception cref="ModelNotFoundException">There is no model.</exception>
    /// <exception cref="ModelVersionException">The model is of another format version.</exception>
    /// <exception cref="ModelDamagedException">A file is missing, changed or unlisted.</exception>
    public static async Task<Manifest> VerifyAsync(IBlobContainer container, string name, CancellationToken cancellationToken = default)
    {
        ModelDirectory directory = Open(container, name);
        Manifest manifest = await ReadListedAsync(directory, cancellationToken).ConfigureAwait(false);
        foreach ((string file, ManifestFile expected) in manifest.Files)
        {
            await directory.VerifyAsync(file, expected, cancellationToken).ConfigureAwait(false);
        }

        return manifest;
    }

    private static ModelDirectory Open(IBlobContainer container, string name)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(name);
        return new ModelDirectory(container, name);
    }

    private static async Task<Manifest> ReadListedAsync(ModelDirectory directory, CancellationToken cancellationToken)
    {
        Manifest manifest = await directory.ReadManifestAsync(cancellationToken).ConfigureAwait(false);
        directory.RequireListed(manifest, await directory.ListAsync(cancellationToken).ConfigureAwait(false));
        return manifest;
    }

    private static async Task RequireRankAsync(ModelDirectory directory, Manifest manifest, CancellationToken cancellationToken)
    {
        int? rank = null;
        foreach ((string file, ManifestFile expected) in DataFiles(directory, manifest, ModelLayout.Metadata))
        {
            byte[] content = await directory.ReadAsync(file, expected, cancellationToken).ConfigureAwait(false);
            try
            {
                // Spark may save empty parts beside the one that holds the line.
                rank = content.Length == 0 ? rank : SparkMetadata.ReadRank(content);
            }
            catch (JsonException exception)
            {
                throw directory.Damaged(file, $"it is not Spark's metadata ({exception.Message.TrimEnd('.')})", exception);
            }
        }

        if (rank != manifest.Parameters.Rank)
        {
            throw directory.Damaged(ModelLayout.Metadata, $"its rank is {rank?.ToString(CultureInfo.InvariantCulture) ?? "missing"}; the manifest says {manifest.Parameters.Rank}");
        }
    }

    private static async Task ReadTableAsync(ModelDirectory directory, Manifest manifest, string folder, Action<TablePart> read, CancellationToken cancellationToken)
    {
        foreach ((string file, ManifestFile expected) in DataFiles(directory, manifest, folder))
        {
            byte[] content = await directory.ReadAsync(file, expected, cancellationToken).ConfigureAwait(false);
            using var part = new TablePart(directory.Location, file, content);
            read(part);
        }
    }

    private static List<KeyValuePair<string, ManifestFile>> DataFiles(ModelDirectory directory, Manifest manifest, string folder)
    {
        List<KeyValuePair<string, ManifestFile>> files =
            [.. manifest.Files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal) && ModelLayout.IsData(file.Key))];
        return files.Count > 0 ? files : throw directory.Damaged(folder, "the manifest lists no data in it");
    }
}
