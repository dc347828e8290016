using System.Net;
using Cadabra.Cli.Json;
using Cadabra.Cli.Views;
using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Monitoring;
using Cadabra.Storage;
using Microsoft.Extensions.Logging;

namespace Cadabra.Cli.Shipping;

/// <summary>The agent as a service: it runs until it is told to stop, reloads when told to, says how it does, and answers those who ask.</summary>
internal sealed class ShippingService : IAsyncDisposable
{
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(30);

    private readonly Func<AgentConfig> _read;
    private readonly ShippingSinks _sinks = new();
    private readonly ILoggerFactory _logging = AgentLogging.Create(LogLevel.Information);
    private readonly ILogger _logger;
    private readonly ShippingAgent _agent;
    private readonly StatusListener? _listener;
    private AgentConfig _config;

    /// <param name="config">What to begin with.</param>
    /// <param name="read">Reads it anew.</param>
    /// <param name="listen">Where to answer for health and metrics; null for nowhere.</param>
    public ShippingService(AgentConfig config, Func<AgentConfig> read, IPEndPoint? listen)
    {
        _config = config;
        _read = read;
        _logger = _logging.CreateLogger("cadabra.ship");
        _agent = new ShippingAgent(config, _sinks, TimeProvider.System, _logging.CreateLogger<ShippingAgent>());
        _listener = listen is null ? null : new StatusListener(listen, _agent.Status, _logger);
    }

    /// <summary>Runs until it is told to stop; true if that was SIGTERM, not Ctrl+C.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var signals = new ServiceSignals(() => _ = Task.Run(ReloadAsync, CancellationToken.None), cancellationToken);
        Task running = Task.Run(() => _agent.RunAsync(once: false, signals.Stopping), CancellationToken.None);
        using var timer = new PeriodicTimer(StatusInterval);
        Task<bool> tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
        while (await Task.WhenAny(running, tick) != running)
        {
            ServiceLog.Status(_logger, ShipView.Line(_agent.Status()));
            tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
        }

        try
        {
            await running;
        }
        catch (OperationCanceledException) when (signals.Stopping.IsCancellationRequested)
        {
            // Told to stop before it had begun.
        }

        ServiceLog.Stopped(_logger, ShipView.Line(_agent.Status()));
        return signals.IsTerminated;
    }

    /// <summary>What has been shipped.</summary>
    public ShipJson Result() => ShipView.ToJson(_config, _agent.Status());

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        _agent.Dispose();
        _sinks.Dispose();
        _logging.Dispose();
    }

    private async Task ReloadAsync()
    {
        try
        {
            AgentConfig config = _read();
            await _agent.ReloadAsync(config, CancellationToken.None);
            _config = config;
            ServiceLog.Reloaded(_logger, config.Flows.Count);
        }
        catch (Exception e) when (e is AgentConfigException or InputException)
        {
            ServiceLog.NotReloaded(_logger, e.Message);
        }
    }
}
