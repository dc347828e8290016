namespace Cadabra.Shipping.Agent;

/// <summary>A flow that runs, and can be ended without the others.</summary>
internal sealed class RunningFlow : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping;

    public RunningFlow(FlowRunner runner, IReadOnlySet<string> others, CancellationToken stopping)
    {
        Runner = runner;
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Ended = Task.Run(() => runner.RunAsync(others, _stopping.Token), CancellationToken.None);
    }

    public FlowRunner Runner { get; }

    public Task Ended { get; }

    /// <summary>Ends in order.</summary>
    public async Task EndAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await Ended.ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }
}
