namespace Cadabra.Orders;

/// <summary>A sample of the lines that were rejected, for people to read.</summary>
/// <param name="LineNumber">Physical line number within the stream, from 1, headers included.</param>
/// <param name="Rejection">The reason it is counted under.</param>
/// <param name="Text">The line as it was logged, cut after <see cref="MaxTextBytes"/> bytes. It may hold control characters.</param>
/// <param name="Explanation">What was found and what was expected, on one line and without control characters.</param>
public sealed record RejectedLine(long LineNumber, OrderRejection Rejection, string Text, string Explanation)
{
    /// <summary>Longest text a sample keeps, in bytes of UTF-8.</summary>
    public const int MaxTextBytes = 512;
}
