namespace Cadabra.Shipping.Files;

/// <summary>What the pattern of a flow matches.</summary>
public static class FilePattern
{
    /// <summary>Full paths of the files that are there now, in ordinal order.</summary>
    /// <param name="pattern">As in a flow.</param>
    /// <param name="unreadable">Told of each folder that could not be listed; the others are.</param>
    /// <exception cref="ArgumentException">It is no full path, or names no file.</exception>
    public static IReadOnlyList<string> Find(string pattern, Action<string, Exception> unreadable) => [.. new FileGlob(pattern).Find(unreadable).Where(File.Exists)];
}
