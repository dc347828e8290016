namespace Cadabra.Shipping.Agent;

/// <summary>What a flow has done since the agent's start. Safe for concurrent use.</summary>
internal sealed class FlowCounters
{
    private long _lines;
    private long _bytes;
    private long _parcels;
    private long _resent;
    private long _retries;
    private long _errorLines;

    public void AddParcel(int lines, long bytes)
    {
        Interlocked.Add(ref _lines, lines);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Increment(ref _parcels);
    }

    /// <summary>A line that went to the errors; it is delivered too, in bytes of the log.</summary>
    public void AddErrorLine(long bytes)
    {
        Interlocked.Increment(ref _errorLines);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void AddResent() => Interlocked.Increment(ref _resent);

    public void AddRetry() => Interlocked.Increment(ref _retries);

    public FlowStatus AddTo(FlowStatus status) => status with
    {
        Lines = Interlocked.Read(ref _lines),
        Bytes = Interlocked.Read(ref _bytes),
        Parcels = Interlocked.Read(ref _parcels),
        Resent = Interlocked.Read(ref _resent),
        Retries = Interlocked.Read(ref _retries),
        ErrorLines = Interlocked.Read(ref _errorLines),
    };
}
