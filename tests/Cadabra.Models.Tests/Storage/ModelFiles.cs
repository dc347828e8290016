using Cadabra.Models.Manifests;
using Cadabra.Models.Parquet;

namespace Cadabra.Models.Tests.Storage;

/// <summary>Changes the files of <see cref="SampleModel.Name"/> in a container, and lists them anew in its manifest, as another engine would have written them.</summary>
internal static class ModelFiles
{
    /// <summary>Name of the only data file of a folder.</summary>
    public static string Part(this MemoryContainer container, string folder) =>
        container.Names.Single(name => name.StartsWith($"{SampleModel.Name}/{folder}", StringComparison.Ordinal) && !name.Contains("/_", StringComparison.Ordinal));

    /// <summary>Replaces the data files of a folder.</summary>
    public static async Task ReplaceAsync(this MemoryContainer container, string folder, params byte[][] parts)
    {
        await container.DeleteAsync(container.Part(folder));
        for (int part = 0; part < parts.Length; part++)
        {
            container[$"{SampleModel.Name}/{folder}part-{part:D5}.parquet"] = parts[part];
        }

        await container.SealAsync();
    }

    /// <summary>Writes the manifest anew, changed, over the files as they are.</summary>
    public static async Task SealAsync(this MemoryContainer container, Func<Manifest, Manifest>? change = null)
    {
        string path = $"{SampleModel.Name}/manifest.json";
        Manifest manifest = await ModelReader.ReadManifestAsync(container, SampleModel.Name);
        var files = new Dictionary<string, ManifestFile>();
        foreach (string name in container.Names.Where(name => name != path && name.StartsWith(SampleModel.Name + "/", StringComparison.Ordinal)))
        {
            using var hashing = new HashingStream(Stream.Null);
            hashing.Write(container[name]);
            files.Add(name[(SampleModel.Name.Length + 1)..], new ManifestFile(hashing.Digest(), hashing.Length));
        }

        manifest = manifest with { Files = files };
        container[path] = ManifestFormat.Seal(change?.Invoke(manifest) ?? manifest).Json;
    }
}
