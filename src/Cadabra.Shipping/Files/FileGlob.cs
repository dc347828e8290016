using System.IO.Enumeration;

namespace Cadabra.Shipping.Files;

/// <summary>
/// The files that a pattern matches: a full path whose segments may hold <c>*</c> (any run of characters) and <c>?</c> (any one), and, as a whole
/// segment, <c>**</c> (any number of folders, none included). A dot at the beginning of a name is no different from another character. Links to
/// folders are followed where the pattern names one level, and not by <c>**</c>, since they may lead in circles. A file whose name ends as compressed
/// ones do is found only by a pattern that ends so too: rotation compresses what has been shipped, and it would be shipped again, as no text.
/// </summary>
internal sealed class FileGlob
{
    private const string AnyFolders = "**";

    private static readonly string[] Compressed = [".gz", ".bz2", ".zip", ".xz", ".zst"];

    private static readonly EnumerationOptions OneLevel = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    private readonly string _root;
    private readonly string[] _segments;

    /// <exception cref="ArgumentException">The pattern is no full path, or names no file.</exception>
    public FileGlob(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        _root = Path.GetPathRoot(pattern) ?? "";
        if (!Path.IsPathFullyQualified(pattern))
        {
            throw new ArgumentException($"'{pattern}' is no full path.", nameof(pattern));
        }

        _segments = pattern[_root.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (_segments.Length == 0 || _segments[^1] == AnyFolders)
        {
            throw new ArgumentException($"'{pattern}' names no file; expected a name or a pattern such as '*.log' at its end.", nameof(pattern));
        }
    }

    /// <summary>Paths of what matches, each once, in ordinal order. A last segment without a wildcard gives its path in each folder, whether or not a file is there.</summary>
    /// <param name="unreadable">Told of each folder that could not be listed; the others are.</param>
    public IReadOnlyCollection<string> Find(Action<string, Exception> unreadable)
    {
        // Two ways through '**/**' may lead to one file.
        SortedSet<string> found = new(StringComparer.Ordinal);
        Walk(_root, 0, found, unreadable);
        return found;
    }

    /// <summary>Whether the pattern would find a file of this full path, if there were one.</summary>
    public bool IsMatch(string path) =>
        path.StartsWith(_root, StringComparison.Ordinal)
        && !IsRotatedAway(path, _segments[^1])
        && IsMatch(path[_root.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries), _segments);

    private static bool IsMatch(ReadOnlySpan<string> names, ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty || names.IsEmpty)
        {
            return segments.IsEmpty && names.IsEmpty;
        }

        return segments[0] == AnyFolders
            ? IsMatch(names, segments[1..]) || IsMatch(names[1..], segments)
            : FileSystemName.MatchesSimpleExpression(Escape(segments[0]), names[0], ignoreCase: false) && IsMatch(names[1..], segments[1..]);
    }

    private void Walk(string folder, int at, SortedSet<string> found, Action<string, Exception> unreadable)
    {
        string segment = _segments[at];
        bool isLast = at == _segments.Length - 1;
        if (segment == AnyFolders)
        {
            Walk(folder, at + 1, found, unreadable);
            foreach (string below in List(folder, "*", folders: true, followLinks: false, unreadable))
            {
                Walk(below, at, found, unreadable);
            }
        }
        else if (!segment.AsSpan().ContainsAny('*', '?'))
        {
            string path = Path.Combine(folder, segment);
            if (isLast)
            {
                // A file that is named outright may lie where nobody may look, which opening it tells; below '**' it would be looked for in every folder.
                if (!_segments.AsSpan(0, at).Contains(AnyFolders) || Path.Exists(path))
                {
                    found.Add(path);
                }
            }
            else if (Directory.Exists(path))
            {
                Walk(path, at + 1, found, unreadable);
            }
        }
        else
        {
            foreach (string path in List(folder, segment, folders: !isLast, followLinks: true, unreadable))
            {
                if (!isLast)
                {
                    Walk(path, at + 1, found, unreadable);
                }
                else if (!IsRotatedAway(path, segment))
                {
                    found.Add(path);
                }
            }
        }
    }

    private static List<string> List(string folder, string pattern, bool folders, bool followLinks, Action<string, Exception> unreadable)
    {
        try
        {
            FileSystemEnumerable<string> names = new(folder, static (ref entry) => entry.ToFullPath(), OneLevel)
            {
                ShouldIncludePredicate = (ref entry) =>
                    FileSystemName.MatchesSimpleExpression(Escape(pattern), entry.FileName, ignoreCase: false)
                    && entry.IsDirectory == folders
                    && (followLinks || !folders || !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
            };
            return [.. names];
        }
        catch (DirectoryNotFoundException)
        {
            // Not there yet, or no longer.
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unreadable(folder, e);
            return [];
        }
    }

    private static bool IsRotatedAway(string path, string segment) => Array.Exists(
        Compressed, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && !segment.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>A simple expression takes a backslash as an escape, and a name may hold one.</summary>
    private static string Escape(string pattern) => pattern.Contains('\\', StringComparison.Ordinal) ? pattern.Replace("\\", "\\\\", StringComparison.Ordinal) : pattern;
}
