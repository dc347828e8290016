namespace Cadabra.Storage;

/// <summary>Where a container lies, as a user types it: a folder, or a URI such as <c>s3://bucket/prefix</c>.</summary>
public static class BlobLocation
{
    private const string SchemeEnd = "://";

    /// <summary>Whether it is a URI, and not a folder of this machine.</summary>
    public static bool IsUri(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return location.Contains(SchemeEnd, StringComparison.Ordinal);
    }

    /// <summary>Opens a folder of this machine. A host that knows other kinds of containers looks at the location before it asks here.</summary>
    /// <exception cref="InputException">It is a URI.</exception>
    public static IBlobContainer Open(string location)
    {
        if (!IsUri(location))
        {
            return new DiskBlobContainer(location);
        }

        string scheme = location[..(location.IndexOf(SchemeEnd, StringComparison.Ordinal) + SchemeEnd.Length)];
        throw new InputException(scheme == "s3://"
            ? $"'{location}' is on S3, and only a file or folder of this machine can be read here; copy the objects to a folder first (for example with 'aws s3 sync') and name that folder."
            : $"'{location}' begins with '{scheme}', which names no kind of storage; expected a file or folder of this machine, or an s3:// URI.");
    }
}
