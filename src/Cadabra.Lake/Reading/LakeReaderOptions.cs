namespace Cadabra.Lake.Reading;

/// <summary>How far a <see cref="LakeReader"/> reads ahead of its consumer. None of this changes what is read.</summary>
public sealed record LakeReaderOptions
{
    /// <summary>Objects that are inflated and parsed at once. Default: the processors of the machine, at least 2. Range: 1 to 1,024.</summary>
    public int ObjectsAtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Batches, of about 1 MiB of log, that wait for the consumer, for each object. Default 8. Range: 1 to 1,024.</summary>
    public int BatchesAhead { get; init; } = 8;

    /// <summary>
    /// Bytes of an inflated object that are held in memory while it is verified. A longer one is inflated twice: once to verify it, once to read it.
    /// Default 64 MiB. Range: 0 to 1 GiB.
    /// </summary>
    public int HeldBytes { get; init; } = 64 * 1024 * 1024;

    internal void Validate()
    {
        ThrowIfOutside(ObjectsAtOnce, 1, 1024, nameof(ObjectsAtOnce));
        ThrowIfOutside(BatchesAhead, 1, 1024, nameof(BatchesAhead));
        ThrowIfOutside(HeldBytes, 0, 1024 * 1024 * 1024, nameof(HeldBytes));
    }

    private static void ThrowIfOutside(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"Expected {least:N0} to {most:N0}.");
        }
    }
}
