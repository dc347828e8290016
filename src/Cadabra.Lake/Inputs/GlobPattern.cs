using System.IO.Enumeration;

namespace Cadabra.Lake.Inputs;

/// <summary>Matches one segment of a glob: <c>*</c> is any run of characters, <c>?</c> any one. <c>**</c> as a whole segment is any number of folders.</summary>
internal static class GlobPattern
{
    public const string AnyFolders = "**";

    public static bool HasWildcard(string segment) => segment.AsSpan().ContainsAny('*', '?');

    /// <summary>Case counts. A name that begins with a dot or an underscore is matched only by a pattern that begins so too.</summary>
    public static bool IsMatch(string pattern, ReadOnlySpan<char> name) =>
        (!IsHidden(name) || pattern[0] == name[0]) && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    /// <summary>Whether a segment of <paramref name="path"/> begins with a dot or an underscore, as the files do that tools keep for themselves (<c>_SUCCESS</c>, <c>.DS_Store</c>).</summary>
    public static bool IsHidden(ReadOnlySpan<char> path)
    {
        foreach (Range range in path.Split('/'))
        {
            ReadOnlySpan<char> segment = path[range];
            if (segment.Length > 0 && segment[0] is '.' or '_')
            {
                return true;
            }
        }

        return false;
    }
}
