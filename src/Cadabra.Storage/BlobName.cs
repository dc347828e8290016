namespace Cadabra.Storage;

/// <summary>
/// The grammar of blob names, the same for every kind of container: segments separated by single <c>/</c>, none of them empty,
/// <c>.</c> or <c>..</c>, and no backslash, drive or control character, so that a name can never lead out of its container.
/// </summary>
public static class BlobName
{
    private const string Expected = "expected a relative name with single '/' between its segments, such as 'orders/part.gz'.";

    public static bool IsValid(string name) => Fault(name) is null;

    /// <exception cref="ArgumentException">The name breaks the grammar; the message says how.</exception>
    public static void ThrowIfInvalid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Fault(name) is string fault)
        {
            throw new ArgumentException($"Blob name '{name}' {fault}; {Expected}", nameof(name));
        }
    }

    /// <summary>A prefix is the beginning of a name, the empty one included; it may end in the middle of a segment or at a <c>/</c>.</summary>
    /// <exception cref="ArgumentException">No name could begin so; the message says why.</exception>
    public static void ThrowIfInvalidPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);

        // The last segment of a prefix may go on, so '.' and '..' are the beginning of valid names such as '..x'.
        if (prefix.Length > 0 && Fault(prefix + "x") is string fault)
        {
            throw new ArgumentException($"Blob name prefix '{prefix}' {fault}; {Expected}", nameof(prefix));
        }
    }

    /// <summary>A folder is the empty name, which stands for the whole container, or a prefix ended by <c>/</c>.</summary>
    /// <exception cref="ArgumentException">The folder breaks the grammar; the message says how.</exception>
    public static void ThrowIfInvalidFolder(string folder)
    {
        ThrowIfInvalidPrefix(folder);
        if (folder.Length > 0 && !folder.EndsWith('/'))
        {
            throw new ArgumentException($"Folder '{folder}' does not end in '/'; expected '{folder}/', or '' for the whole container.", nameof(folder));
        }
    }

    private static string? Fault(string name)
    {
        if (name.Length == 0)
        {
            return "is empty";
        }

        if (name[0] == '/' || Path.IsPathRooted(name))
        {
            return "is absolute";
        }

        foreach (char c in name)
        {
            if (c == '\\')
            {
                return "holds a backslash";
            }

            if (char.IsControl(c))
            {
                return $"holds the control character U+{(int)c:X4}";
            }
        }

        foreach (Range range in name.AsSpan().Split('/'))
        {
            switch (name.AsSpan(range))
            {
                case "":
                    return "holds an empty segment";
                case "." or "..":
                    return $"holds the segment '{name[range]}'";
            }
        }

        return null;
    }
}
