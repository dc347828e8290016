using Cadabra.Storage;
using Cadabra.Storage.S3;

namespace Cadabra.Cli;

/// <summary>A file or directory that was named on the command line: the container above it, and its name there.</summary>
/// <param name="Container">The folder, bucket or prefix that it lies in.</param>
/// <param name="Name">Its last segment.</param>
internal sealed record BlobPath(IBlobContainer Container, string Name)
{
    /// <summary>In full, as a person would type it.</summary>
    public string Location => Join(Container.Location, Name);

    /// <summary>Location of something in a container.</summary>
    public static string Join(string container, string name) => BlobLocation.IsUri(container) ? $"{container}/{name}" : Path.Combine(container, name);

    /// <exception cref="InputException">Nothing lies above it.</exception>
    public static BlobPath Open(string path) => BlobLocation.IsUri(path) ? OpenUri(path) : OpenFile(path);

    private static BlobPath OpenUri(string uri)
    {
        string full = uri.TrimEnd('/');
        int slash = full.LastIndexOf('/');

        // The slash before a bucket is one of two that belong to the scheme.
        return slash > 0 && full[slash - 1] != '/'
            ? new BlobPath(S3BlobLocation.Open(full[..slash]), full[(slash + 1)..])
            : throw new InputException($"'{uri}' names nothing in a bucket; expected s3://bucket/name or s3://bucket/prefix/name.");
    }

    private static BlobPath OpenFile(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Path.GetDirectoryName(full) is string folder
            ? new BlobPath(new DiskBlobContainer(folder), Path.GetFileName(full))
            : throw new InputException($"'{path}' is a root folder; name something in it.");
    }
}
