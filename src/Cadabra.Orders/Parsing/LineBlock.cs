namespace Cadabra.Orders.Parsing;

/// <summary>
/// Whole lines in <paramref name="Buffer"/>, from <paramref name="Start"/> to before <paramref name="End"/>; whoever
/// receives the block owns the buffer. Only the last line of a stream may lack its line ending.
/// </summary>
internal readonly record struct LineBlock(byte[] Buffer, int Start, int End);
