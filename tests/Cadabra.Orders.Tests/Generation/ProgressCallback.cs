namespace Cadabra.Orders.Tests.Generation;

/// <summary>Progress that is told at once, on the thread that reports.</summary>
internal sealed class ProgressCallback(Action<long> callback) : IProgress<long>
{
    public void Report(long value) => callback(value);
}
