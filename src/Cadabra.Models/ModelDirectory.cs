using System.Security.Cryptography;
using Cadabra.Models.Manifests;
using Cadabra.Storage;

namespace Cadabra.Models;

/// <summary>One model directory: names its files, reads them and checks every byte against the manifest.</summary>
internal sealed class ModelDirectory(IBlobContainer container, string name)
{
    private readonly string _prefix = name.Length == 0 ? "" : name + "/";

    /// <summary>Name of the directory; empty if it is the container itself.</summary>
    public string Name => name;

    /// <summary>Where the directory lies, as a person would type it.</summary>
    public string Location { get; } = name.Length == 0 ? container.Location : $"{container.Location.TrimEnd('/')}/{name}";

    /// <summary>The name in the container of one of the model's files.</summary>
    public string PathOf(string file) => _prefix + file;

    /// <summary>The error to throw for what is wrong with a file.</summary>
    public ModelDamagedException Damaged(string file, string problem, Exception? innerException = null) => new(Location, file, problem, innerException);

    /// <summary>The files that are there, by name relative to the model.</summary>
    public async Task<Dictionary<string, long>> ListAsync(CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (BlobEntry blob in container.ListAsync(_prefix, cancellationToken).ConfigureAwait(false))
        {
            files.Add(blob.Name[_prefix.Length..], blob.Length);
        }

        return files;
    }

    /// <exception cref="ModelNotEmptyException">Something lies there.</exception>
    public async Task RequireEmptyAsync(CancellationToken cancellationToken)
    {
        foreach (string file in (await ListAsync(cancellationToken).ConfigureAwait(false)).Keys)
        {
            if (!ModelLayout.IsHidden(file))
            {
                throw new ModelNotEmptyException(Location, file);
            }
        }
    }

    /// <exception cref="ModelNotFoundException">There is no manifest.</exception>
    /// <exception cref="ModelVersionException">The model is of another format version.</exception>
    /// <exception cref="ModelDamagedException">The manifest is not what was written.</exception>
    public async Task<Manifest> ReadManifestAsync(CancellationToken cancellationToken)
    {
        byte[] json;
        try
        {
            using Stream stream = await container.OpenReadAsync(PathOf(ModelLayout.Manifest), cancellationToken).ConfigureAwait(false);
            using var buffer = new MemoryStream();
            await stream.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
            json = buffer.ToArray();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelNotFoundException($"There is no model at {Location}: it holds no {ModelLayout.Manifest}. Name a folder that `cadabra train` wrote.");
        }

        return ManifestFormat.Read(json, Location);
    }

    /// <summary>Checks that every listed file is there in its length, and that no data lies beside them.</summary>
    /// <exception cref="ModelDamagedException">It is not so.</exception>
    public void RequireListed(Manifest manifest, Dictionary<string, long> found)
    {
        foreach ((string file, ManifestFile expected) in manifest.Files)
        {
            if (!found.TryGetValue(file, out long length))
            {
                throw Damaged(file, "it is missing");
            }

            if (length != expected.Length)
            {
                throw Damaged(file, $"it has {length} bytes; the manifest says {expected.Length}");
            }
        }

        foreach (string file in found.Keys)
        {
            if (ModelLayout.IsData(file) && !manifest.Files.ContainsKey(file))
            {
                throw Damaged(file, "the manifest does not list it, and a reader of its folder would take it for part of the model");
            }
        }
    }

    /// <summary>Reads a file into memory that the garbage collector does not move.</summary>
    /// <exception cref="ModelDamagedException">The file is not what the manifest says.</exception>
    public async Task<byte[]> ReadAsync(string file, ManifestFile expected, CancellationToken cancellationToken)
    {
        if (expected.Length > Array.MaxLength)
        {
            throw Damaged(file, $"it has {expected.Length} bytes; a part of a table has at most {Array.MaxLength}. Write the table in more parts");
        }

        using Stream stream = await OpenAsync(file, cancellationToken).ConfigureAwait(false);
        byte[] content = GC.AllocateUninitializedArray<byte>((int)expected.Length, pinned: true);
        int length = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        RequireDigest(file, expected, Convert.ToHexStringLower(SHA256.HashData(content.AsSpan(0, length))));
        return content;
    }

    /// <summary>Checks a file without keeping it.</summary>
    /// <exception cref="ModelDamagedException">The file is not what the manifest says.</exception>
    public async Task VerifyAsync(string file, ManifestFile expected, CancellationToken cancellationToken)
    {
        using Stream stream = await OpenAsync(file, cancellationToken).ConfigureAwait(false);
        RequireDigest(file, expected, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false)));
    }

    private async Task<Stream> OpenAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await container.OpenReadAsync(PathOf(file), cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException exception)
        {
            throw Damaged(file, "it is missing", exception);
        }
    }

    private void RequireDigest(string file, ManifestFile expected, string found)
    {
        if (found != expected.Sha256)
        {
            throw Damaged(file, $"its SHA-256 is {found}; the manifest says {expected.Sha256}");
        }
    }
}
