using System.Buffers;

using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping.Checkpoints;

/// <summary>
/// The durable checkpoint of all flows. Entries that arrive while others are being written go together with one flush, so the
/// cost of a flush is shared by all files that are shipped at that moment. Safe for concurrent use.
/// </summary>
internal sealed class CheckpointStore : IAsyncDisposable
{
    private const long SmallestRewrite = 1 << 20;
    private const int RewriteFactor = 4;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly StateFolder _folder;
    private readonly ILogger _logger;
    private readonly CheckpointState _state;
    private ArrayBufferWriter<byte> _queued = new();
    private ArrayBufferWriter<byte> _written = new();
    private Task? _nextWrite;
    private FileStream? _file;
    private long _generation;
    private long _rewriteAt;

    /// <summary>Opens the checkpoint of a state folder that is this process's own.</summary>
    public CheckpointStore(StateFolder folder, TimeProvider time, ILogger logger)
    {
        _folder = folder;
        _logger = logger;
        (_state, _generation, IsLost) = CheckpointLoading.Load(folder, time, logger);
        LastAlive = folder.LastAlive;
        Rewrite();
        folder.NoteStart();
    }

    /// <summary>When an agent before this one last looked at files: what was written since, it cannot have seen.</summary>
    public DateTimeOffset LastAlive { get; }

    public void NoteAlive(DateTimeOffset now) => _folder.NoteAlive(now);

    /// <summary>Whether there was a checkpoint once and none of it could be used.</summary>
    public bool IsLost { get; }

    /// <summary>Whether a flow has been started here before.</summary>
    public bool HasStarted(FlowKey flow)
    {
        lock (_lock)
        {
            return _state.Flows.Contains(flow.Text);
        }
    }

    /// <summary>The logs of all flows as they were last recorded.</summary>
    public List<LogCheckpoint> Logs()
    {
        lock (_lock)
        {
            return [.. _state.Logs.Values];
        }
    }

    /// <summary>Records entries in this order. When the task ends, they outlive a crash of the machine.</summary>
    /// <exception cref="IOException">They may not be durable; they will be with the next ones that can be written.</exception>
    public Task RecordAsync(params ReadOnlySpan<CheckpointEntry> entries)
    {
        lock (_lock)
        {
            foreach (CheckpointEntry entry in entries)
            {
                _state.Apply(entry);
                CheckpointFormat.Write(entry, _queued);
            }

            return _nextWrite ??= Task.Run(WriteQueuedAsync);
        }
    }

    /// <summary>Records an entry that nothing waits for: without it a resend, which overwrites, is the worst that can come.</summary>
    public void Record(CheckpointEntry entry) =>
        RecordAsync(entry).ContinueWith(
            task => Log.CheckpointNotWritten(_logger, task.Exception!.InnerException!.Message),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    /// <summary>Ends when all that was recorded is durable, or cannot be made so.</summary>
    public async Task FlushAsync()
    {
        try
        {
            await RecordAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.CheckpointNotWritten(_logger, e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        _file?.Dispose();
        _writing.Dispose();
    }

    private async Task WriteQueuedAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            lock (_lock)
            {
                (_queued, _written) = (_written, _queued);
                _nextWrite = null;
            }

            Append(_written.WrittenSpan);
        }
        finally
        {
            _written.ResetWrittenCount();
            _writing.Release();
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_file is null || _file.Length + bytes.Length > _rewriteAt)
        {
            Rewrite();
            return;
        }

        try
        {
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // It may end in half a line now: nothing may be appended to it, and the state in memory has it all.
            _file.Dispose();
            _file = null;
            throw;
        }
    }

    /// <summary>Begins the next generation with all that is known, and keeps the one before it.</summary>
    private void Rewrite()
    {
        FileStream? old = _file;
        _file = null;
        old?.Dispose();
        CheckpointState state;
        lock (_lock)
        {
            state = new CheckpointState();
            foreach (CheckpointEntry entry in _state.Entries())
            {
                state.Apply(entry);
            }
        }

        _file = CheckpointFile.Create(_folder.FullPath, _generation + 1, state);
        _generation++;
        _rewriteAt = Math.Max(SmallestRewrite, RewriteFactor * _file.Length);
        foreach (long generation in CheckpointFile.Generations(_folder.FullPath).Where(generation => generation < _generation - 1))
        {
            File.Delete(CheckpointFile.PathOf(_folder.FullPath, generation));
        }

        Log.CheckpointRewritten(_logger, _generation, state.Count);
    }
}
