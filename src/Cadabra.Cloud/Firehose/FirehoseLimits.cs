namespace Cadabra.Cloud.Firehose;

/// <summary>What Amazon Data Firehose takes. Source: PutRecordBatch in its API reference.</summary>
internal static class FirehoseLimits
{
    /// <summary>Records of one call.</summary>
    public const int CallRecords = 500;

    /// <summary>Bytes of all records of one call, before base64.</summary>
    public const int CallBytes = 4 << 20;

    /// <summary>Bytes of one record, before base64: 1,000 KiB.</summary>
    public const int RecordBytes = 1_024_000;
}
