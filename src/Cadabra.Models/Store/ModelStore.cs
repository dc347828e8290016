using System.Text;
using Cadabra.Models.Manifests;
using Cadabra.Storage;

namespace Cadabra.Models.Store;

/// <summary>
/// A folder (or S3 prefix) of immutable model directories named by the time of writing, plus the pointer <c>current</c> to the published one.
/// Any number of programs may read and add at the same time. Publishing is last-writer-wins: two at once leave one valid pointer.
/// </summary>
public sealed class ModelStore
{
    /// <summary>The blob that names the published model.</summary>
    internal const string Pointer = "current";

    private readonly IBlobContainer _container;
    private readonly TimeProvider _clock;

    /// <param name="container">Where the store lies; it need not exist yet.</param>
    /// <param name="clock">Tells the time of writing; the system's clock if null.</param>
    public ModelStore(IBlobContainer container, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(container);
        _container = container;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Where the store lies, as a person would type it.</summary>
    public string Location => _container.Location;

    /// <summary>Lists the models, newest first, from their manifests and the lengths of their files; their data is not read.</summary>
    /// <exception cref="ModelNotFoundException">There are files, but it is not a store.</exception>
    public async Task<IReadOnlyList<StoredModel>> ListAsync(CancellationToken cancellationToken = default)
    {
        StoreListing listing = await StoreListing.ReadAsync(_container, cancellationToken).ConfigureAwait(false);
        PublishHistory history = await ReadHistoryAsync(cancellationToken).ConfigureAwait(false);
        var models = new List<StoredModel>();
        foreach (string name in listing.Models)
        {
            if (await DescribeAsync(name, name == history.Current, cancellationToken).ConfigureAwait(false) is { } model)
            {
                models.Add(model);
            }
        }

        // Of one second, the name with the higher number is newer: -10 is longer than -9.
        return [.. models
            .OrderByDescending(model => model.Created ?? ModelName.TimeOf(model.Name) ?? DateTime.MinValue)
            .ThenByDescending(model => model.Name.Length)
            .ThenByDescending(model => model.Name, StringComparer.Ordinal)];
    }

    /// <summary>Writes a model into the store, without publishing it.</summary>
    /// <param name="model">What to write; the name and the time in its manifest are set here.</param>
    /// <param name="cancellationToken">Cancels the write; no model is left behind.</param>
    /// <returns>The model's name.</returns>
    public async Task<string> AddAsync(Model model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        DateTime created = _clock.GetUtcNow().UtcDateTime;
        var stamped = new Model(model.Manifest with { Created = created }, model.Customers, model.Catalog, model.Factors, model.Purchases);
        NameClaim claim = await NameClaim.TakeAsync(_container, created, cancellationToken).ConfigureAwait(false);
        await using (claim.ConfigureAwait(false))
        {
            await ModelWriter.WriteAsync(_container, claim.Name, stamped, cancellationToken).ConfigureAwait(false);
            return claim.Name;
        }
    }

    /// <summary>Name of the published model; null if none is published.</summary>
    public async Task<string?> CurrentAsync(CancellationToken cancellationToken = default) =>
        (await ReadHistoryAsync(cancellationToken).ConfigureAwait(false)).Current;

    /// <summary>Reads the published model.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<Model> OpenCurrentAsync(CancellationToken cancellationToken = default)
    {
        string? current = await CurrentAsync(cancellationToken).ConfigureAwait(false);
        if (current is not null)
        {
            return await OpenAsync(current, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<string> names = await NamesAsync(cancellationToken).ConfigureAwait(false);
        throw new ModelNotFoundException(names.Count == 0
            ? $"The store {Location} is empty. Train a model into it: `cadabra train --store {Location}`."
            : $"No model is published in {Location}, which holds {Join(names)}. Publish one: `cadabra models publish {names[0]} --store {Location}`.");
    }

    /// <summary>Reads a model by name.</summary>
    /// <exception cref="ModelNotFoundException">The store has no such model.</exception>
    /// <exception cref="ModelVersionException">The model is of another format version.</exception>
    /// <exception cref="ModelDamagedException">A file is missing, changed, unlisted or not what the format says.</exception>
    public async Task<Model> OpenAsync(string name, CancellationToken cancellationToken = default)
    {
        await RequireModelAsync(name, cancellationToken).ConfigureAwait(false);
        return await ModelReader.ReadAsync(_container, name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks every byte of a model.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<Manifest> VerifyAsync(string name, CancellationToken cancellationToken = default)
    {
        await RequireModelAsync(name, cancellationToken).ConfigureAwait(false);
        return await ModelReader.VerifyAsync(_container, name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a model the current one, after checking every byte of it. If it cannot be, the present one stays.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task PublishAsync(string name, CancellationToken cancellationToken = default)
    {
        await VerifyAsync(name, cancellationToken).ConfigureAwait(false);
        PublishHistory history = await ReadHistoryAsync(cancellationToken).ConfigureAwait(false);
        await WriteHistoryAsync(history.Publish(name), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the model current that was published before the present one, passing over those that are no longer in the store. A second time goes further back.</summary>
    /// <returns>The name of the model that is current now.</returns>
    /// <exception cref="ModelNotFoundException">No earlier published model is left.</exception>
    /// <exception cref="ModelVersionException">The earlier model is of another format version.</exception>
    /// <exception cref="ModelDamagedException">The earlier model is damaged.</exception>
    public async Task<string> RollbackAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> names = await NamesAsync(cancellationToken).ConfigureAwait(false);
        PublishHistory history = await ReadHistoryAsync(cancellationToken).ConfigureAwait(false);
        string earlier = history.Earlier.FirstOrDefault(names.Contains)
            ?? throw new ModelNotFoundException(history.Current is null
                ? $"Nothing was ever published in {Location}, so there is nothing to roll back. Publish a model: `cadabra models publish NAME --store {Location}`."
                : $"No model published before {history.Current} is left in {Location}, which holds {Join(names)}. Publish one by name instead: `cadabra models publish NAME --store {Location}`.");
        await VerifyAsync(earlier, cancellationToken).ConfigureAwait(false);
        await WriteHistoryAsync(history.RollBackTo(earlier), cancellationToken).ConfigureAwait(false);
        return earlier;
    }

    /// <summary>Removes all but the newest models. The current model and the one to roll back to always stay.</summary>
    /// <param name="keep">How many of the newest models to keep; 1 or more.</param>
    /// <param name="unfinishedAge">Directories without a manifest are removed too, once they are older than this: until then a write may be going on.</param>
    /// <param name="cancellationToken">Stops between files; a model half removed is no model, and the next prune removes the rest.</param>
    /// <returns>Names of what was removed, models and unfinished directories, in ordinal order.</returns>
    public async Task<IReadOnlyList<string>> PruneAsync(int keep, TimeSpan unfinishedAge, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(unfinishedAge, TimeSpan.Zero);
        StoreListing listing = await StoreListing.ReadAsync(_container, cancellationToken).ConfigureAwait(false);
        PublishHistory history = await ReadHistoryAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> names = await NamesAsync(cancellationToken).ConfigureAwait(false);
        string? earlier = history.Earlier.FirstOrDefault(names.Contains);
        DateTime oldest = _clock.GetUtcNow().UtcDateTime - unfinishedAge;
        IEnumerable<string> models = names.Skip(keep).Where(name => name != history.Current && name != earlier);
        IEnumerable<string> leftovers = listing.Unfinished.Where(name => ModelName.TimeOf(name) < oldest);
        var removed = new List<string>();
        foreach (string name in models.Concat(leftovers).Order(StringComparer.Ordinal))
        {
            if (await RemoveAsync(name, cancellationToken).ConfigureAwait(false))
            {
                removed.Add(name);
            }
        }

        return removed;
    }

    private static string Join(IReadOnlyList<string> names)
    {
        const int Shown = 5;
        return names.Count switch
        {
            0 => "no model",
            <= Shown => string.Join(", ", names),
            _ => $"{string.Join(", ", names.Take(Shown))} and {names.Count - Shown} older",
        };
    }

    private async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken).ConfigureAwait(false)).Select(model => model.Name)];

    private async Task RequireModelAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        StoreListing listing = await StoreListing.ReadAsync(_container, cancellationToken).ConfigureAwait(false);
        if (!listing.Models.Contains(name))
        {
            IReadOnlyList<string> names = await NamesAsync(cancellationToken).ConfigureAwait(false);
            throw new ModelNotFoundException($"There is no model '{name}' in {Location}, which holds {Join(names)}. Name one of these, or train one: `cadabra train --store {Location}`.");
        }
    }

    private async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var directory = new ModelDirectory(_container, name);
        Dictionary<string, long> files = await directory.ListAsync(cancellationToken).ConfigureAwait(false);

        // The manifest goes first: from then on it is no model, however far the removal comes.
        foreach (string file in files.Keys.OrderBy(file => file != ModelLayout.Manifest))
        {
            await _container.DeleteAsync(directory.PathOf(file), cancellationToken).ConfigureAwait(false);
        }

        return files.Count > 0;
    }

    private async Task<StoredModel?> DescribeAsync(string name, bool isCurrent, CancellationToken cancellationToken)
    {
        var directory = new ModelDirectory(_container, name);
        Manifest? manifest = null;
        try
        {
            manifest = await directory.ReadManifestAsync(cancellationToken).ConfigureAwait(false);
            directory.RequireListed(manifest, await directory.ListAsync(cancellationToken).ConfigureAwait(false));
            return new StoredModel(name, manifest, isCurrent, Damage: null);
        }
        catch (ModelNotFoundException)
        {
            // Removed since the files were listed.
            return null;
        }
        catch (ModelDamagedException exception)
        {
            return new StoredModel(name, manifest, isCurrent, $"{exception.File}: {exception.Problem}");
        }
        catch (ModelVersionException exception)
        {
            return new StoredModel(name, manifest, isCurrent, exception.Message);
        }
    }

    private async Task<PublishHistory> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        if (await _container.FindAsync(Pointer, cancellationToken).ConfigureAwait(false) is null)
        {
            return PublishHistory.Parse("");
        }

        using Stream stream = await _container.OpenReadAsync(Pointer, cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return PublishHistory.Parse(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
    }

    private Task WriteHistoryAsync(PublishHistory history, CancellationToken cancellationToken) =>
        _container.PutAsync(Pointer, (stream, token) => stream.WriteAsync(history.ToBytes(), token).AsTask(), cancellationToken);
}
