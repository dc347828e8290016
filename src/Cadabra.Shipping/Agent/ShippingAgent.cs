using Cadabra.Shipping.Buffers;
using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cadabra.Shipping.Agent;

/// <summary>Runs all flows of a configuration over one checkpoint and one memory.</summary>
public sealed class ShippingAgent : IShippingAgent, IDisposable
{
    private readonly ISinkFactory _sinks;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BufferPool _memory;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AgentConfig _config;
    private CheckpointStore? _store;
    private bool _once;
    private List<RunningFlow> _flows = [];

    /// <param name="config">Validated.</param>
    /// <param name="sinks">Makes the sinks that it names.</param>
    /// <param name="time">Null for the system's.</param>
    /// <param name="logger">Null for none.</param>
    public ShippingAgent(AgentConfig config, ISinkFactory sinks, TimeProvider? time = null, ILogger<ShippingAgent>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(sinks);
        _config = config;
        _sinks = sinks;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<ShippingAgent>.Instance;
        _memory = new BufferPool(config.MemoryBytes);
    }

    /// <inheritdoc/>
    /// <exception cref="Storage.InputException">The state folder cannot be used.</exception>
    /// <exception cref="PermanentSinkException">Once only: something cannot be delivered.</exception>
    public async Task RunAsync(bool once, CancellationToken stopping)
    {
        using StateFolder folder = new(_config.StateFolder);
        CheckpointStore store = new(folder, _time, _logger);
        await using (store.ConfigureAwait(false))
        {
            using CancellationTokenRegistration stop = stopping.Register(() => _stopping.Cancel());
            await _changing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                _store = store;
                _once = once;
                Change(_config);
            }
            finally
            {
                _changing.Release();
            }

            await WaitAsync(stopping).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task ReloadAsync(AgentConfig config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(config);
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (config.StateFolder != _config.StateFolder || config.MemoryBytes != _config.MemoryBytes)
            {
                Log.NeedsRestart(_logger);
            }

            config = config with { StateFolder = _config.StateFolder, MemoryBytes = _config.MemoryBytes };
            if (_store is null || _stopping.IsCancellationRequested)
            {
                _config = config;
                return;
            }

            // A changed flow may take over logs of the one it replaces, so that has to have ended.
            List<RunningFlow> leaving = _flows.FindAll(flow => !config.Flows.Contains(flow.Runner.Flow) || config.FirehoseEndpoint != _config.FirehoseEndpoint);
            await Task.WhenAll(leaving.Select(flow => flow.EndAsync())).WaitAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _flows, _flows.FindAll(flow => !leaving.Contains(flow)));
            Change(config);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public AgentStatus Status() => new([.. Volatile.Read(ref _flows).Select(flow => flow.Runner.Status())], _memory.Used);

    /// <summary>After <see cref="RunAsync"/> has ended.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        _changing.Dispose();
    }

    /// <summary>Begins the flows of a configuration that do not run yet.</summary>
    private void Change(AgentConfig config)
    {
        _config = config;
        FlowContext context = new(config, _sinks, _store!, _time, _logger);
        HashSet<string> keys = [.. config.Flows.Select(flow => FlowKey.Of(flow).Text)];
        List<RunningFlow> running = [.. _flows];
        List<RunningFlow> flows = [];

        // All shares are taken before the first flow looks at the size of its own.
        List<(FlowConfig Flow, BufferShare Share)> starting = [];
        foreach (FlowConfig flow in config.Flows)
        {
            if (running.Find(other => other.Runner.Flow == flow) is null)
            {
                starting.Add((flow, _memory.Join()));
            }
        }

        foreach (FlowConfig flow in config.Flows)
        {
            int at = running.FindIndex(other => other.Runner.Flow == flow);
            if (at >= 0)
            {
                flows.Add(running[at]);
                running.RemoveAt(at);
                continue;
            }

            BufferShare share = starting[0].Share;
            starting.RemoveAt(0);
            HashSet<string> others = [.. keys];
            others.Remove(FlowKey.Of(flow).Text);
            RunningFlow started = new(new FlowRunner(context, flow, share, _once), others, _stopping.Token);
            started.Ended.ContinueWith(
                task => _faulted.TrySetException(task.Exception!.InnerExceptions),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            flows.Add(started);
        }

        Volatile.Write(ref _flows, flows);
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        try
        {
            if (!_once)
            {
                await Task.WhenAny(_faulted.Task, Task.Delay(Timeout.Infinite, stopping)).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!_once)
            {
                await _stopping.CancelAsync().ConfigureAwait(false);
            }

            await _changing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                await Task.WhenAll(_flows.Select(flow => flow.Ended)).ConfigureAwait(false);
            }
            finally
            {
                foreach (RunningFlow flow in _flows)
                {
                    await flow.DisposeAsync().ConfigureAwait(false);
                }

                _changing.Release();
            }
        }
    }
}
