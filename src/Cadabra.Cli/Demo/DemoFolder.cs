using Cadabra.Storage;

namespace Cadabra.Cli.Demo;

/// <summary>
/// Where a demo keeps its shop. A mark tells a finished shop, which the next demo keeps, from one whose making was interrupted, which it
/// makes again; without a mark the folder is somebody's own and is left alone.
/// </summary>
internal sealed class DemoFolder(string folder)
{
    private const string Unfinished = "unfinished";
    private const string Finished = "finished";

    public string FullPath { get; } = Path.GetFullPath(folder);

    public string Logs => Path.Combine(FullPath, "logs");

    public string Lake => Path.Combine(FullPath, "lake");

    public string Store => Path.Combine(FullPath, "store");

    private string Mark => Path.Combine(FullPath, ".demo");

    /// <summary>Prepares the folder; true if it holds a finished shop already.</summary>
    /// <exception cref="InputException">The folder holds something that no demo made.</exception>
    public bool Open()
    {
        Directory.CreateDirectory(FullPath);
        string? mark = File.Exists(Mark) ? File.ReadAllText(Mark) : null;
        if (mark == Finished)
        {
            return true;
        }

        if (mark is null && Directory.EnumerateFileSystemEntries(FullPath).Any())
        {
            throw new InputException($"{FullPath} holds files that no demo made, and the demo does not mix its shop with them. Name an empty or new folder with --dir.");
        }

        File.WriteAllText(Mark, Unfinished);
        foreach (string part in new[] { Logs, Lake })
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }

        return false;
    }

    /// <summary>Marks the shop as finished.</summary>
    public void Finish() => File.WriteAllText(Mark, Finished);
}
