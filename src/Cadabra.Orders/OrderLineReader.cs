using System.Runtime.CompilerServices;
using Cadabra.Orders.Parsing;

namespace Cadabra.Orders;

/// <summary>
/// Reads order logs. Lines are parsed one by one: a broken line is counted and can never take its neighbours along.
/// </summary>
public static class OrderLineReader
{
    /// <summary>
    /// Longest line that is read, in bytes without its line ending, as UTF-8; a longer one is malformed, and skipped
    /// without being held in memory. It is the largest record that Amazon Data Firehose accepts.
    /// </summary>
    public const int MaxLineBytes = 1_024_000;

    /// <summary>
    /// Reads <paramref name="stream"/> to its end, in batches of about 1 MiB of whole lines. How the stream cuts its bytes
    /// into reads changes nothing: the same bytes give the same batches.
    /// </summary>
    /// <param name="stream">Log bytes: CSV lines ended by LF or CRLF, the last perhaps by nothing. It is left open.</param>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The batches in order. An exception of the stream itself passes through, after the batches before it.</returns>
    public static IAsyncEnumerable<OrderBatch> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadBatchesAsync(stream, cancellationToken);
    }

    private static async IAsyncEnumerable<OrderBatch> ReadBatchesAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LineBlockReader blocks = new(stream);
        OrderBatchParser parser = new();
        while (await blocks.ReadAsync(cancellationToken).ConfigureAwait(false) is { } block)
        {
            yield return parser.Parse(block);
        }
    }
}
