using Cadabra.Models.Manifests;
using Cadabra.Models.Parquet;
using Cadabra.Models.Spark;
using Cadabra.Models.Tables;
using Cadabra.Storage;

namespace Cadabra.Models;

/// <summary>Writes a model directory (docs/formats/model.md). The manifest goes last: until it is there, there is no model.</summary>
public sealed class ModelWriter
{
    private readonly IBlobContainer _container;
    private readonly ModelDirectory _directory;
    private readonly SortedDictionary<string, ManifestFile> _files = new(StringComparer.Ordinal);

    private ModelWriter(IBlobContainer container, ModelDirectory directory)
    {
        _container = container;
        _directory = directory;
    }

    /// <summary>Writes a model into an empty directory of a container.</summary>
    /// <param name="container">Where the directory lies.</param>
    /// <param name="name">Name of the directory, relative to the container; it becomes the model's name.</param>
    /// <param name="model">What to write; the format version, name, files and checksum of its manifest are set here.</param>
    /// <param name="cancellationToken">Cancels the write; nothing is left behind.</param>
    /// <returns>The manifest as written.</returns>
    /// <exception cref="ArgumentException">A factor or a weight is NaN or infinite; no reader would take the model.</exception>
    /// <exception cref="ModelNotEmptyException">Something lies in the directory.</exception>
    public static async Task<Manifest> WriteAsync(IBlobContainer container, string name, Model model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(model);
        RequireFinite(model);
        var directory = new ModelDirectory(container, name);
        await directory.RequireEmptyAsync(cancellationToken).ConfigureAwait(false);
        var writer = new ModelWriter(container, directory);
        try
        {
            return await writer.WriteAsync(model, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await writer.DiscardAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static void RequireFinite(Model model)
    {
        RequireFinite(model.Factors.Customers.Values, "customers' factors");
        RequireFinite(model.Factors.Products.Values, "products' factors");
        for (int customer = 0; customer < model.Customers.Count; customer++)
        {
            RequireFinite(model.Purchases.Weights.Values(customer), "weights of purchases");
        }
    }

    private static void RequireFinite(ReadOnlySpan<float> values, string what)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException($"The {what} hold {value}, which ranks nothing. Train with other parameters, such as a larger regParam or a smaller alpha.");
            }
        }
    }

    private async Task<Manifest> WriteAsync(Model model, CancellationToken cancellationToken)
    {
        byte[] metadata = SparkMetadata.Write(model.Factors.Rank, model.Manifest.Created);
        await PutAsync(ModelLayout.Metadata + ModelLayout.MetadataPart, metadata, cancellationToken).ConfigureAwait(false);
        await PutAsync(ModelLayout.Metadata + ModelLayout.Success, [], cancellationToken).ConfigureAwait(false);
        await PutTableAsync(ModelLayout.UserFactors, (stream, token) => FactorTable.Write(stream, model.Factors.Customers, token), cancellationToken).ConfigureAwait(false);
        await PutTableAsync(ModelLayout.ItemFactors, (stream, token) => FactorTable.Write(stream, model.Factors.Products, token), cancellationToken).ConfigureAwait(false);
        await PutTableAsync(ModelLayout.Customers, (stream, token) => CustomerTable.Write(stream, model.Customers, token), cancellationToken).ConfigureAwait(false);
        await PutTableAsync(ModelLayout.Products, (stream, token) => ProductTable.Write(stream, model.Catalog, token), cancellationToken).ConfigureAwait(false);
        await PutTableAsync(ModelLayout.Purchases, (stream, token) => PurchaseTable.Write(stream, model.Purchases, token), cancellationToken).ConfigureAwait(false);

        (Manifest manifest, byte[] json) = ManifestFormat.Seal(model.Manifest with
        {
            FormatVersion = Manifest.CurrentFormatVersion,
            Name = _directory.Name,
            Files = _files,
        });
        await _container.PutAsync(_directory.PathOf(ModelLayout.Manifest), (stream, token) => stream.WriteAsync(json, token).AsTask(), cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    private async Task PutTableAsync(string folder, Action<Stream, CancellationToken> write, CancellationToken cancellationToken)
    {
        // The native writer is synchronous; it encodes for longer than it waits for the disk.
        await PutAsync(folder + ModelLayout.NewPartName(), Write, cancellationToken).ConfigureAwait(false);
        await PutAsync(folder + ModelLayout.Success, [], cancellationToken).ConfigureAwait(false);

        Task Write(Stream stream, CancellationToken token)
        {
            write(stream, token);
            return Task.CompletedTask;
        }
    }

    private Task PutAsync(string file, byte[] content, CancellationToken cancellationToken) =>
        PutAsync(file, (stream, token) => stream.WriteAsync(content, token).AsTask(), cancellationToken);

    private Task PutAsync(string file, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        _container.PutAsync(
            _directory.PathOf(file),
            async (stream, token) =>
            {
                using var hashing = new HashingStream(stream);
                await write(hashing, token).ConfigureAwait(false);
                _files[file] = new ManifestFile(hashing.Digest(), hashing.Length);
            },
            cancellationToken);

    // Best effort, after a failure that is about to be reported and that no second one may hide: what stays is swept by
    // ModelStore.PruneAsync. The manifest goes first, in case its put failed only in telling that it had succeeded.
    private async Task DiscardAsync()
    {
        try
        {
            foreach (string file in _files.Keys.Prepend(ModelLayout.Manifest))
            {
                await _container.DeleteAsync(_directory.PathOf(file), CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
        }
    }
}
