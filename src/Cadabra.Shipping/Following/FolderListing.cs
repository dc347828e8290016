using Cadabra.Shipping.Files;

namespace Cadabra.Shipping.Following;

/// <summary>The files of the folders that logs were rotated in, each folder listed once.</summary>
internal sealed class FolderListing
{
    private readonly Dictionary<string, List<(string Path, FileFacts Facts)>> _folders = new(StringComparer.Ordinal);

    /// <summary>Where a file is now, whatever it is called.</summary>
    public string? Find(string oldPath, FileIdentity identity)
    {
        foreach ((string path, FileFacts facts) in Files(Path.GetDirectoryName(oldPath)!))
        {
            if (facts.Identity == identity)
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Folders that were listed so far.</summary>
    public List<string> Known => [.. _folders.Keys];

    public List<(string Path, FileFacts Facts)> Files(string folder)
    {
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
