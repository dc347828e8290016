using Cadabra.Models;
using Cadabra.Models.Store;
using Cadabra.Storage.S3;

namespace Cadabra.Cli;

/// <summary>Opens model stores and model directories named on the command line.</summary>
internal static class Stores
{
    /// <summary>Where the models of a shop lie unless said otherwise.</summary>
    public const string Default = "shop/store";

    public static ModelStore Open(string location) => new(S3BlobLocation.Open(location));

    /// <summary>Reads a model directory that need not be in a store.</summary>
    public static Task<Model> ReadModelAsync(string path, CancellationToken cancellationToken)
    {
        BlobPath directory = BlobPath.Open(path);
        return ModelReader.ReadAsync(directory.Container, directory.Name, cancellationToken);
    }
}
