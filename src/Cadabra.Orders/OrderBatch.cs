using Cadabra.Orders.Parsing;

namespace Cadabra.Orders;

/// <summary>
/// The order lines found in a run of whole lines: sales and returns in the order they were logged. A batch is immutable,
/// owns its memory and shares none with the batch before or after, so it may cross threads and be kept.
/// </summary>
public sealed class OrderBatch
{
    /// <summary>Most samples a stream gives for one reason, over all its batches.</summary>
    public const int MaxSamplesPerReason = 5;

    private readonly byte[] _text;
    private readonly OrderLineRecord[] _records;

    internal OrderBatch(byte[] text, OrderLineRecord[] records, OrderCounts counts, IReadOnlyList<RejectedLine> samples)
    {
        _text = text;
        _records = records;
        Counts = counts;
        Samples = samples;
    }

    /// <summary>Lines that can be indexed: the sales and the returns, so <c>Counts.Kept + Counts.Returns</c>.</summary>
    public int Count => _records.Length;

    /// <summary>What became of every line of the run.</summary>
    public OrderCounts Counts { get; }

    /// <summary>The stream's first rejected lines of each reason, as far as they fall into this batch.</summary>
    public IReadOnlyList<RejectedLine> Samples { get; }

    /// <summary>The line at <paramref name="index"/>, borrowed from this batch.</summary>
    /// <exception cref="IndexOutOfRangeException"><paramref name="index"/> is negative or not below <see cref="Count"/>.</exception>
    public OrderLineView this[int index] => new(_text, ref _records[index]);
}
