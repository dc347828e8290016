namespace Cadabra.Orders.Generation;

/// <summary>One server log that a run has written.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="Started">Time of its first line on the clock the log is named by: the simulated one, or the wall clock for a replay.</param>
/// <param name="Lines">Lines written.</param>
/// <param name="Bytes">Bytes written.</param>
public sealed record GeneratedLog(string Path, DateTime Started, long Lines, long Bytes);
