using Cadabra.Storage;

namespace Cadabra.Lake.Inputs;

/// <summary>
/// Finds the objects that a user's <c>--orders</c> stand for. Each input is a file of any name, a folder (with everything below it), the root of a
/// lake (a folder that has <c>orders/</c>; nothing else in it is read), a glob of <c>*</c>, <c>?</c> and <c>**</c>, or the URI of any of these.
/// In folders, names that begin with a dot or an underscore are passed over.
/// </summary>
public sealed class OrderInputs
{
    private const string Expected = "expected a file (.csv, .log or .gz), a folder, a lake root, or a glob such as 'logs/*.log'";

    private readonly Func<string, IBlobContainer> _open;

    /// <summary>Inputs on this machine; an s3:// URI is refused with a message for the user.</summary>
    public OrderInputs()
        : this(BlobLocation.Open)
    {
    }

    /// <param name="open">Opens the container at a location: a full folder path, or a URI.</param>
    public OrderInputs(Func<string, IBlobContainer> open)
    {
        _open = open;
    }

    /// <param name="inputs">As typed; relative paths are relative to the current directory. An object that several of them lead to counts once.</param>
    /// <param name="range">Leaves out the partitions outside of it. Objects in no partition stay: see <see cref="OrderInputSet.Unpartitioned"/>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="InputException">An input leads to nothing, or the range leaves nothing to read.</exception>
    public async Task<OrderInputSet> ResolveAsync(IEnumerable<string> inputs, TimeRange range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        LakeWalk walk = new(range);
        int count = 0;
        foreach (string input in inputs)
        {
            count++;
            InputPath path = InputPath.Parse(input);
            (long seen, int leftOut) = (walk.Seen, walk.LeftOut);
            await AddAsync(walk, path, cancellationToken).ConfigureAwait(false);
            if ((walk.Seen, walk.LeftOut) == (seen, leftOut))
            {
                throw new InputException(NothingAt(path));
            }
        }

        OrderInputSet set = walk.ToSet();
        if (set.Objects.Count > 0)
        {
            return set;
        }

        throw new InputException(count == 0
            ? $"No input was named; {Expected}."
            : $"No partition lies in the range from {Show(range.From)} to {Show(range.To)} (UTC, the end left out); "
            + "widen it, or leave it out to read everything.");
    }

    private async Task AddAsync(LakeWalk walk, InputPath path, CancellationToken cancellationToken)
    {
        if (path.IsGlob)
        {
            string[] pattern = [.. path.Segments.Skip(path.FixedSegments)];
            await walk.AddMatchesAsync(_open(path.FolderAt(path.FixedSegments)), "", pattern, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (path.Segments.Count > 0)
        {
            IBlobContainer parent = _open(path.FolderAt(path.Segments.Count - 1));
            if (await parent.FindAsync(path.Segments[^1], cancellationToken).ConfigureAwait(false) is BlobEntry file)
            {
                walk.Add(parent, file);
                return;
            }
        }

        await walk.AddFolderAsync(_open(path.FolderAt(path.Segments.Count)), "", cancellationToken).ConfigureAwait(false);
    }

    private static string NothingAt(InputPath path)
    {
        string full = path.FolderAt(path.Segments.Count);
        if (path.IsGlob)
        {
            return $"The glob '{path.Typed}' matches nothing below '{path.FolderAt(path.FixedSegments)}'; "
                + "'*' and '?' stay within one folder, '**' as a whole segment crosses folders. Check the pattern.";
        }

        return path.IsUri || Directory.Exists(full)
            ? $"'{path.Typed}' holds no order logs: there is no file in '{full}' whose name does not begin with '.' or '_'; {Expected}. Check that the logs were delivered there."
            : $"'{path.Typed}' does not exist (looked for '{full}'); {Expected}. Check the path.";
    }

    private static string Show(DateTimeOffset? end) => end is DateTimeOffset time ? $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss}" : "any time";
}
