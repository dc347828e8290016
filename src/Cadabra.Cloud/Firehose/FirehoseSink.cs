using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Processing;
using Cadabra.Shipping.Sinks;

namespace Cadabra.Cloud.Firehose;

/// <summary>
/// A delivery stream as the place that a flow delivers to. Every line arrives at least once: a call whose answer is lost is repeated, and Firehose cannot
/// tell the copies apart.
/// </summary>
public sealed class FirehoseSink : IShippingSink
{
    // A byte of the log is at most \u00XX in JSON.
    private const int JsonBytesPerByte = 6;

    // "":"", for each column.
    private const int JsonBytesAroundField = 6;

    // {}, carriage return and line feed.
    private const int JsonBytesAroundLine = 4;

    private readonly FirehoseClient _client;
    private readonly IParcelProcessor? _processor;
    private readonly string _stream;
    private readonly int _callRecords;
    private long _records;
    private long _errorLines;

    /// <param name="flow">One with a delivery stream.</param>
    /// <param name="client">Stays its maker's, since flows share one.</param>
    /// <param name="createProcessor">Makes what the flow's data processing options ask for, given a counter of the lines that it puts among the errors; null to send lines as they are.</param>
    public FirehoseSink(FlowConfig flow, FirehoseClient client, Func<Action<long>, IParcelProcessor>? createProcessor = null)
    {
        _stream = flow.DeliveryStream ?? throw new ArgumentException($"The flow of {flow.FilePattern} names no delivery stream.", nameof(flow));
        _client = client;
        _processor = createProcessor?.Invoke(lines => Interlocked.Add(ref _errorLines, lines));
        _callRecords = Math.Clamp(flow.BufferRecords, 1, FirehoseLimits.CallRecords);
        Limits = new SinkLimits(Math.Min(flow.BufferBytes, FirehoseLimits.CallBytes), MaxLineBytes(flow.CsvToJson));
    }

    public string Name => $"firehose:{_stream}";

    public SinkLimits Limits { get; }

    public long Records => Interlocked.Read(ref _records);

    public long ErrorLines => Interlocked.Read(ref _errorLines);

    public IDelivery Begin(Parcel parcel) => new FirehoseDelivery(_client, _stream, _callRecords, _processor, parcel, taken => Interlocked.Add(ref _records, taken));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A line that fits into a record even if turning it into JSON makes it as long as it can: what does not is found before it is sent, not after.</summary>
    private static int MaxLineBytes(CsvToJson? csvToJson)
    {
        if (csvToJson is null)
        {
            return FirehoseLimits.RecordBytes;
        }

        int around = JsonBytesAroundLine;
        foreach (string field in csvToJson.FieldNames)
        {
            around += JsonBytesAroundField + (field.Length * JsonBytesPerByte);
        }

        return Math.Max(1, (FirehoseLimits.RecordBytes - around) / JsonBytesPerByte);
    }
}
