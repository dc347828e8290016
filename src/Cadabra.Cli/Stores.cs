using Cadabra.Models;
using Cadabra.Models.Store;
using Cadabra.Storage;

namespace Cadabra.Cli;

/// <summary>Opens model stores and model directories named on the command line.</summary>
internal static class Stores
{
    /// <summary>Where the models of a shop lie unless said otherwise.</summary>
    public const string Default = "shop/store";

    public static ModelStore Open(string folder) => new(new DiskBlobContainer(folder));

    /// <summary>Reads a model directory that need not be in a store.</summary>
    public static Task<Model> ReadModelAsync(string path, CancellationToken cancellationToken)
    {
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string parent = Path.GetDirectoryName(folder) ?? throw new ArgumentException($"{path} is a root folder; --model takes a model directory.");
        return ModelReader.ReadAsync(new DiskBlobContainer(parent), Path.GetFileName(folder), cancellationToken);
    }
}
