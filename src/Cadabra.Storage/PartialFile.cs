namespace Cadabra.Storage;

/// <summary>
/// Names of files that are still being written: <c>.cadabra-&lt;32 hex digits&gt;.partial</c>. A listing skips them wherever they lie,
/// and one that is still there long after it was written was left by a process that died.
/// </summary>
internal static class PartialFile
{
    public const string Pattern = Prefix + "*" + Suffix;

    private const string Prefix = ".cadabra-";
    private const string Suffix = ".partial";
    private const int IdLength = 32;

    public static string NewPath(string folder) => Path.Combine(folder, Prefix + Guid.NewGuid().ToString("N") + Suffix);

    public static bool IsName(ReadOnlySpan<char> fileName) =>
        fileName.Length == Prefix.Length + IdLength + Suffix.Length
        && fileName.StartsWith(Prefix, StringComparison.Ordinal)
        && fileName.EndsWith(Suffix, StringComparison.Ordinal);
}
