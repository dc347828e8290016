using Cadabra.Storage;

namespace Cadabra.Lake.Inputs;

/// <summary>An input as the user typed it, cut into a place that every path has and the segments below it.</summary>
/// <param name="Typed">As typed, for messages.</param>
/// <param name="Root">The file system's root, or a URI's scheme and bucket.</param>
/// <param name="Segments">The segments below the root.</param>
internal sealed record InputPath(string Typed, string Root, IReadOnlyList<string> Segments)
{
    /// <summary>Number of leading segments without a wildcard; all of them if the input is no glob.</summary>
    public int FixedSegments { get; } = Segments.TakeWhile(static segment => !GlobPattern.HasWildcard(segment)).Count();

    public bool IsGlob => FixedSegments < Segments.Count;

    public bool IsUri => BlobLocation.IsUri(Root);

    public static InputPath Parse(string typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            throw new InputException($"The input '{typed}' is blank; expected a file, a folder, a lake root, a glob such as 'logs/*.log' or an s3:// URI.");
        }

        string path = typed;
        string root;
        if (BlobLocation.IsUri(typed))
        {
            int bucket = typed.IndexOf("://", StringComparison.Ordinal) + "://".Length;
            int slash = typed.IndexOf('/', bucket);
            root = slash < 0 ? typed : typed[..slash];
        }
        else
        {
            path = Path.GetFullPath(typed);
            root = Path.GetPathRoot(path)!;
        }

        string below = path[root.Length..];
        string[] segments = (OperatingSystem.IsWindows() ? below.Replace('\\', '/') : below).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(segments, static segment => !BlobName.IsValid(segment)) is string bad
            ? throw new InputException($"The input '{typed}' has a segment '{bad}' that cannot be read; expected no backslash and no control character. Rename it.")
            : new InputPath(typed, root, segments);
    }

    /// <summary>Location of the folder that the first <paramref name="count"/> segments lead to.</summary>
    public string FolderAt(int count)
    {
        string below = string.Join('/', Segments.Take(count));
        return Root.EndsWith('/') || Root.EndsWith('\\') || below.Length == 0 ? Root + below : Root + "/" + below;
    }
}
