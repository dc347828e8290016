using Cadabra.Storage;

namespace Cadabra.Shipping.Checkpoints;

/// <summary>The folder that one agent at a time keeps its checkpoint in.</summary>
internal sealed class StateFolder : IDisposable
{
    private const string LockName = "agent.lock";
    private const string StartedName = "started";

    private readonly FileStream _lock;

    /// <exception cref="InputException">The folder cannot be written, or another agent has it.</exception>
    public StateFolder(string folder)
    {
        FullPath = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(FullPath);

            // The lock goes with the process, however it ends.
            _lock = new FileStream(Path.Combine(FullPath, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InputException($"The state folder '{FullPath}' cannot be written; give this user write access, or name another with --state.", e);
        }
        catch (IOException e)
        {
            throw new InputException($"The state folder '{FullPath}' is in use by another agent, or no folder: {e.Message} Stop that one, or name another with --state.", e);
        }
    }

    public string FullPath { get; }

    /// <summary>Whether an agent has kept a checkpoint here before: if there is none now, it was lost.</summary>
    public bool WasStarted => File.Exists(Path.Combine(FullPath, StartedName));

    /// <summary>When an agent last looked at files here; the end of time if none ever did.</summary>
    public DateTimeOffset LastAlive =>
        WasStarted ? new DateTimeOffset(File.GetLastWriteTimeUtc(Path.Combine(FullPath, StartedName)), TimeSpan.Zero) : DateTimeOffset.MaxValue;

    public void NoteStart()
    {
        if (!WasStarted)
        {
            File.WriteAllBytes(Path.Combine(FullPath, StartedName), []);
        }
    }

    /// <summary>Notes that an agent is about to look at files. A crash of the machine may take the last ones back, which only makes a start look at more files.</summary>
    public void NoteAlive(DateTimeOffset now) => File.SetLastWriteTimeUtc(Path.Combine(FullPath, StartedName), now.UtcDateTime);

    public void Dispose() => _lock.Dispose();
}
