namespace Cadabra.Storage;

/// <summary>
/// Lists the files of a folder tree as blobs, one folder in memory at a time.
/// Links to files count as the file they lead to; links to folders are not followed, since they may lead in circles.
/// </summary>
internal static class DiskListing
{
    private static readonly EnumerationOptions OneLevel = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>All blobs under <paramref name="folder"/> whose name goes on with <paramref name="start"/>, in ordinal order of their full names.</summary>
    public static IEnumerable<BlobEntry> Walk(string root, string folder, string start)
    {
        foreach ((string name, long? length) in Level(root, folder, start))
        {
            if (length is long known)
            {
                yield return new BlobEntry(name, known);
                continue;
            }

            foreach (BlobEntry entry in Walk(root, name, start: ""))
            {
                yield return entry;
            }
        }
    }

    /// <summary>The names directly under <paramref name="folder"/>, in ordinal order; a folder's name ends in <c>/</c> and has no length.</summary>
    public static List<(string Name, long? Length)> Level(string root, string folder, string start)
    {
        List<(string Name, long? Length)> level = [];
        try
        {
            foreach (FileSystemInfo info in new DirectoryInfo(Path.Combine(root, folder)).EnumerateFileSystemInfos("*", OneLevel))
            {
                if (!info.Name.StartsWith(start, StringComparison.Ordinal) || PartialFile.IsName(info.Name))
                {
                    continue;
                }

                if (!BlobName.IsValid(info.Name))
                {
                    throw new InputException(
                        $"'{info.FullName}' has a backslash or a control character in its name, so it cannot be read as a blob; rename it, or move it out of '{root}'.");
                }

                if (info is FileInfo file)
                {
                    if (LengthOf(file) is long length)
                    {
                        level.Add((folder + info.Name, length));
                    }
                }
                else if (!info.Attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    level.Add((folder + info.Name + "/", null));
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Never created, or deleted since its parent was listed: no blobs either way.
            return [];
        }

        // With its '/', a folder sorts exactly where the full names inside it belong: 'a-b' < 'a.b' < 'a/…' < 'ab'.
        level.Sort((x, y) => string.CompareOrdinal(x.Name, y.Name));
        return level;
    }

    /// <summary>Length of the file in bytes; null if there is none, or only a link that leads nowhere.</summary>
    public static long? LengthOf(FileInfo file)
    {
        FileInfo? target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        try
        {
            return target is { Exists: true } ? target.Length : null;
        }
        catch (FileNotFoundException)
        {
            // Deleted between the two questions.
            return null;
        }
    }
}
