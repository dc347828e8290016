using System.Runtime.InteropServices;

namespace Cadabra.Cli.Shipping;

/// <summary>What a service manager says to the process: SIGTERM to stop in order, SIGHUP to read the configuration anew. Windows has neither and sends what it has.</summary>
internal sealed class ServiceSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly CancellationTokenSource _stopping;

    /// <param name="reload">Called for each SIGHUP, on a thread of its own.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    public ServiceSignals(Action reload, CancellationToken cancellationToken)
    {
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            IsTerminated = true;
            _stopping.Cancel();
        }));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            reload();
        }));
    }

    /// <summary>Cancelled by SIGTERM and by Ctrl+C.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Whether it was SIGTERM, which is no interruption but the way services end.</summary>
    public bool IsTerminated { get; private set; }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stopping.Dispose();
    }
}
