using Cadabra.Shipping.Files;

namespace Cadabra.Shipping.Following;

/// <summary>The files of the folders that logs were rotated in, each folder listed once.</summary>
internal sealed class FolderListing
{
    private static readonly string[] Compressed = [".gz", ".bz2", ".xz", ".zst", ".zip", ".Z"];

    private readonly Dictionary<string, List<(string Path, FileFacts Facts)>> _folders = new(StringComparer.Ordinal);

    /// <summary>Where a file is now, whatever it is called.</summary>
    public string? Find(string oldPath, FileIdentity identity)
    {
        foreach ((string path, FileFacts facts) in Beside(oldPath))
        {
            if (facts.Identity == identity)
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Files whose name goes on from that of a log, as rotation names them (<c>shop.log.1</c>, <c>shop-20111111.log</c>), uncompressed.</summary>
    public IEnumerable<(string Path, FileFacts Facts)> Rotated(string logPath)
    {
        string stem = Path.GetFileNameWithoutExtension(logPath);
        return Beside(logPath).Where(file =>
            file.Path != logPath
            && Path.GetFileName(file.Path).StartsWith(stem, StringComparison.Ordinal)
            && !IsCompressed(file.Path));
    }

    public static bool IsCompressed(string path) => Compressed.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    public List<(string Path, FileFacts Facts)> Beside(string logPath)
    {
        string folder = Path.GetDirectoryName(logPath)!;
        if (_folders.TryGetValue(folder, out List<(string, FileFacts)>? known))
        {
            return known;
        }

        List<(string, FileFacts)> files = [];
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder))
            {
                if (FileStat.Of(path) is FileFacts facts)
                {
                    files.Add((path, facts));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The look at the pattern has reported it, if it matters.
        }

        return _folders[folder] = files;
    }
}
