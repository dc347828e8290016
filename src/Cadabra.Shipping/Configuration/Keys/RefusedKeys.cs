namespace Cadabra.Shipping.Configuration.Keys;

/// <summary>Keys of the Java agent that must not be passed over: without them other data would arrive, elsewhere or under another name.</summary>
internal static class RefusedKeys
{
    /// <summary>What to do instead, for a key at the top of the file; null if it is none of these.</summary>
    public static string? OfAgent(string key) => key is "awsAccessKeyId" or "awsSecretAccessKey"
        ? "is refused: secrets do not belong in this file, which is read by many and copied around. Delete the key, here and at AWS, and use an instance role, "
          + "a profile in ~/.aws/credentials (AWS_PROFILE) or the environment of the service."
        : null;

    /// <summary>The same for a key of a flow.</summary>
    public static string? OfFlow(string key) => key is "kinesisStream"
        ? "is refused: Kinesis Data Streams are not delivered to. Name a deliveryStream (Firehose can read from the stream's producers instead) or a lake, "
          + "or leave this flow to the Java agent."
        : null;
}
