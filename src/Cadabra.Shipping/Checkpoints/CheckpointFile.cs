using System.Buffers;
using System.Globalization;

namespace Cadabra.Shipping.Checkpoints;

/// <summary>One generation of the checkpoint: a snapshot, put in place whole, and what was appended since. Layout: docs/formats/checkpoint.md.</summary>
internal static class CheckpointFile
{
    private const string Prefix = "checkpoint-";
    private const string Suffix = ".log";

    public static string PathOf(string folder, long generation) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{generation:D10}{Suffix}"));

    /// <summary>Generations in the folder, newest first.</summary>
    public static List<long> Generations(string folder)
    {
        List<long> generations = [];
        foreach (string path in Directory.EnumerateFiles(folder, Prefix + "*" + Suffix))
        {
            ReadOnlySpan<char> name = Path.GetFileName(path.AsSpan());
            if (long.TryParse(name[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long generation))
            {
                generations.Add(generation);
            }
        }

        generations.Sort((x, y) => y.CompareTo(x));
        return generations;
    }

    /// <summary>Puts a new generation in place: written beside it, flushed, renamed. Returns it open for appending.</summary>
    public static FileStream Create(string folder, long generation, CheckpointState state)
    {
        ArrayBufferWriter<byte> bytes = new();
        CheckpointFormat.Write(new CheckpointEntry { Header = new CheckpointHeader(CheckpointFormat.Name, CheckpointFormat.Version, state.Count) }, bytes);
        foreach (CheckpointEntry entry in state.Entries())
        {
            CheckpointFormat.Write(entry, bytes);
        }

        string path = PathOf(folder, generation);
        string partial = path + ".partial";
        using (FileStream file = new(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(bytes.WrittenSpan);
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Reads a generation up to its first damaged line, for what stands before is true, if older.</summary>
    /// <param name="path">The file.</param>
    /// <param name="damage">What is wrong with it; null if nothing is. A last line that a crash cut off is nothing wrong.</param>
    /// <returns>Null if not even the snapshot is whole.</returns>
    public static CheckpointState? Read(string path, out string? damage)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        CheckpointState state = new();
        int snapshot = -1;
        int line = 0;
        while (bytes.IndexOf((byte)'\n') is int end and >= 0)
        {
            CheckpointEntry? entry = CheckpointFormat.Read(bytes[..end]);
            if (entry is null || (entry.Header is null) == (line == 0))
            {
                damage = $"line {line + 1} is damaged";
                return snapshot >= 0 && line > snapshot ? state : null;
            }

            if (entry.Header is CheckpointHeader header)
            {
                if (header.Format != CheckpointFormat.Name || header.Version != CheckpointFormat.Version)
                {
                    damage = $"it is {header.Format} of version {header.Version}, and this program reads version {CheckpointFormat.Version}";
                    return null;
                }

                snapshot = header.Snapshot;
            }

            state.Apply(entry);
            bytes = bytes[(end + 1)..];
            line++;
        }

        bool isWhole = snapshot >= 0 && line > snapshot;
        damage = isWhole ? null : $"it ends after {line} lines, within its snapshot";
        return isWhole ? state : null;
    }
}
