using static Cadabra.Shipping.Configuration.Keys.ConfigScope;

namespace Cadabra.Shipping.Configuration.Keys;

/// <summary>
/// Every key that the agent acts on, with its default and its range. Names, ranges and defaults are the Kinesis agent's where it has the key.
/// The reference in docs/operations/shipping.md shows the same, and a test compares them.
/// </summary>
internal static class ConfigKeys
{
    private const int FifteenMinutes = 900_000;

    public static readonly ConfigKey Flows = new(Top, "flows", "", "a list of at least one flow");
    public static readonly ConfigKey StateFolder = new(Top, "stateFolder", "the platform's", "a folder");
    public static readonly ConfigKey CheckpointFile = new(Top, "checkpointFile", "", "a path; its folder holds the state");
    public static readonly NumberKey MemoryBytes = new(Top, "memoryBytes", 16 << 20, 1 << 30, 64 << 20);
    public static readonly ConfigKey FirehoseEndpoint = new(Top, "firehose.endpoint", "the region's", "a host or a URL");

    public static readonly ConfigKey FilePattern = new(Flow, "filePattern", "", "a path; its segments may hold *, ? and **");
    public static readonly ConfigKey DeliveryStream = new(Flow, "deliveryStream", "", "1 to 64 of A-Z a-z 0-9 _ . -");
    public static readonly ConfigKey Lake = new(Flow, "lake", "", "a folder or s3://bucket/prefix");
    public static readonly ConfigKey InitialPosition = new(Flow, "initialPosition", "END_OF_FILE", "END_OF_FILE or START_OF_FILE");
    public static readonly NumberKey SkipHeaderLines = new(Flow, "skipHeaderLines", 0, 1000, 0);
    public static readonly NumberKey BufferAge = new(Flow, "maxBufferAgeMillis", 1000, FifteenMinutes, 60_000);
    public static readonly NumberKey BufferRecords = new(Flow, "maxBufferSizeRecords", 1, 500, 500);
    public static readonly NumberKey StreamBufferBytes = new(Flow, "maxBufferSizeBytes", 1, 4 << 20, 4 << 20);
    public static readonly NumberKey LakeInterval = new(Flow, "bufferIntervalSeconds", 0, 900, 60);
    public static readonly NumberKey LakeBufferBytes = new(Flow, "bufferSizeBytes", 1, 128 << 20, 16 << 20);
    public static readonly ConfigKey Compression = new(Flow, "compression", "gzip", "gzip or none");
    public static readonly NumberKey RetryInitialBackoff = new(Flow, "retryInitialBackoffMillis", 1, FifteenMinutes, 100);
    public static readonly NumberKey RetryMaxBackoff = new(Flow, "retryMaxBackoffMillis", 1, FifteenMinutes, 10_000);
    public static readonly ConfigKey DataProcessing = new(Flow, "dataProcessingOptions", "none", "a list of at most one option");

    public static readonly ConfigKey OptionName = new(Option, "optionName", "", "CSVTOJSON");
    public static readonly ConfigKey FieldNames = new(Option, "customFieldNames", "", "a list of names, each once");
    public static readonly ConfigKey Delimiter = new(Option, "delimiter", ",", "one character");

    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        Flows, StateFolder, CheckpointFile, MemoryBytes, FirehoseEndpoint,
        FilePattern, DeliveryStream, Lake, InitialPosition, SkipHeaderLines, BufferAge, BufferRecords, StreamBufferBytes, LakeInterval, LakeBufferBytes,
        Compression, RetryInitialBackoff, RetryMaxBackoff, DataProcessing,
        OptionName, FieldNames, Delimiter,
    ];
}
