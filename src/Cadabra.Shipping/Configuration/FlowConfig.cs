namespace Cadabra.Shipping.Configuration;

/// <summary>One flow: which files, where to, and how. Keys and defaults are those of the Kinesis agent's <c>agent.json</c> where it has them.</summary>
public sealed record FlowConfig
{
    /// <summary><c>filePattern</c>: full path whose segments may hold <c>*</c>, <c>?</c> and, as a whole segment, <c>**</c>.</summary>
    public required string FilePattern { get; init; }

    /// <summary><c>deliveryStream</c>: an Amazon Data Firehose stream; null if <see cref="Lake"/> is given.</summary>
    public string? DeliveryStream { get; init; }

    /// <summary><c>lake</c>: a folder or an <c>s3://bucket/prefix</c> URI; null if <see cref="DeliveryStream"/> is given.</summary>
    public string? Lake { get; init; }

    /// <summary><c>initialPosition</c>. Default <see cref="InitialPosition.EndOfFile"/>, as in the Kinesis agent.</summary>
    public InitialPosition InitialPosition { get; init; } = InitialPosition.EndOfFile;

    /// <summary><c>skipHeaderLines</c>: lines at the beginning of each file that are not shipped. Default 0.</summary>
    public int SkipHeaderLines { get; init; }

    /// <summary>How long the oldest line waits at most before it is sent: <c>maxBufferAgeMillis</c> (default 60 s) or, for a lake, <c>bufferIntervalSeconds</c> (0–900 s, default 60).</summary>
    public TimeSpan BufferInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of lines that are sent at once: <c>maxBufferSizeBytes</c> (default and most 4 MiB) or, for a lake, <c>bufferSizeBytes</c> (to 128 MiB, default 16 MiB).</summary>
    public required int BufferBytes { get; init; }

    /// <summary><c>maxBufferSizeRecords</c>: records of one call to a delivery stream, 1–500. Default 500.</summary>
    public int BufferRecords { get; init; } = 500;

    /// <summary><c>retryInitialBackoffMillis</c>. Default 100 ms.</summary>
    public TimeSpan RetryInitialBackoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary><c>retryMaxBackoffMillis</c>. Default 10 s.</summary>
    public TimeSpan RetryMaxBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>compression</c> of lake objects. Default gzip.</summary>
    public FlowCompression Compression { get; init; } = FlowCompression.Gzip;

    /// <summary><c>dataProcessingOptions</c> with <c>CSVTOJSON</c>; null to ship lines as they are. For delivery streams only, since a lake holds the log verbatim.</summary>
    public CsvToJson? CsvToJson { get; init; }
}
