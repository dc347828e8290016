using System.Text.Json;

namespace Cadabra.Orders.Generation.Replay;

/// <summary>
/// Keeps the position of a replay as JSON in <c>.replay.json</c> beside the logs. It is replaced whole: temporary file,
/// flush to disk, rename. Holding it open for use also locks the folder against a second replay.
/// </summary>
internal sealed class ReplayPositionFile : IDisposable
{
    private const string FileName = ".replay.json";
    private readonly string _path;
    private readonly FileStream _lock;

    private ReplayPositionFile(string path, FileStream folderLock)
    {
        _path = path;
        _lock = folderLock;
    }

    /// <summary>Locks a folder until disposed.</summary>
    /// <exception cref="IOException">Another replay writes there.</exception>
    public static ReplayPositionFile Open(string folder)
    {
        string lockPath = Path.Combine(folder, ".replay.lock");
        try
        {
            return new ReplayPositionFile(Path.Combine(folder, FileName), new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException cause) when (File.Exists(lockPath))
        {
            throw new IOException($"Another replay is writing into {folder}. Wait until it has ended, or replay into another folder.", cause);
        }
    }

    /// <summary>Reads the position in a source; null if nothing of it has been replayed into this folder.</summary>
    /// <exception cref="InvalidDataException">The file is no position, or one of another source.</exception>
    public ReplayPosition? Load(SourceIdentity source)
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        ReplayPosition position = Parse();
        if (!position.Source.IsSameContent(source))
        {
            throw new InvalidDataException(
                $"{_path} holds the position in {position.Source.Path} ({position.Source.Length:N0} bytes), not in {source.Path} ({source.Length:N0} bytes), or that file has changed since. " +
                "Replay into another folder, or delete the position to begin at the first line.");
        }

        return position with { Source = source };
    }

    /// <summary>Replaces the position; afterwards it is on disk.</summary>
    public void Save(ReplayPosition position)
    {
        string temporary = _path + ".tmp";
        using (FileStream file = File.Create(temporary))
        {
            JsonSerializer.Serialize(file, position, ReplayPositionJson.Default.ReplayPosition);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, _path, overwrite: true);
    }

    public void Dispose() => _lock.Dispose();

    private ReplayPosition Parse()
    {
        const string Advice = "Delete it to begin at the first line; logs already written stay as they are, so that their lines would be written once more.";
        try
        {
            ReplayPosition? position = JsonSerializer.Deserialize(File.ReadAllBytes(_path), ReplayPositionJson.Default.ReplayPosition);
            if (position is not { Format: ReplayPosition.CurrentFormat, Lines: >= 0, Offset: >= 0 } || Path.GetFileName(position.Log) != position.Log)
            {
                throw new InvalidDataException($"{_path} is not a replay position of format {ReplayPosition.CurrentFormat}. {Advice}");
            }

            return position;
        }
        catch (JsonException cause)
        {
            throw new InvalidDataException($"{_path} is not a replay position: {cause.Message} {Advice}", cause);
        }
    }
}
