using Cadabra.Shipping.Processing;
using Cadabra.Shipping.Sinks;

namespace Cadabra.Cloud.Firehose;

/// <summary>The records of one parcel that Firehose has not taken yet.</summary>
/// <param name="client">Sends them.</param>
/// <param name="stream">Where to.</param>
/// <param name="callRecords">Records of a call at most.</param>
/// <param name="processor">Makes other lines of the parcel's; null to send those.</param>
/// <param name="parcel">What is delivered.</param>
/// <param name="countRecords">Told how many records a call has delivered.</param>
internal sealed class FirehoseDelivery(
    FirehoseClient client, string stream, int callRecords, IParcelProcessor? processor, Parcel parcel, Action<long> countRecords) : IDelivery
{
    /// <summary>Null until the parcel is packed.</summary>
    private List<ReadOnlyMemory<byte>>? _left;

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        _left ??= await PackAsync(cancellationToken).ConfigureAwait(false);
        while (_left.Count > 0)
        {
            List<ReadOnlyMemory<byte>> call = _left.GetRange(0, CallLength(_left));
            IReadOnlyList<FirehoseError?> results;
            try
            {
                results = await client.PutRecordBatchAsync(stream, call, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (FirehoseFailure.Is(exception))
            {
                throw FirehoseFailure.OfCall(stream, exception);
            }

            int before = _left.Count;
            KeepFailed(_left, results);
            countRecords(before - _left.Count);

            // What follows waits for the next attempt: a record that was not taken most often means that the stream is at its limit.
            if (FirehoseFailure.OfRecords(stream, results) is { } failure)
            {
                throw failure;
            }
        }
    }

    private async Task<List<ReadOnlyMemory<byte>>> PackAsync(CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> lines = processor is null
            ? parcel.Bytes
            : await processor.ProcessAsync(parcel, cancellationToken).ConfigureAwait(false);
        List<ReadOnlyMemory<byte>> records = RecordPacker.Pack(lines, FirehoseLimits.RecordBytes);
        foreach (ReadOnlyMemory<byte> record in records)
        {
            if (record.Length > FirehoseLimits.RecordBytes)
            {
                throw new PermanentSinkException(
                    $"A line of {record.Length} bytes in {parcel.Range.Source} from byte {parcel.Range.Offset} does not fit into a record of firehose:{stream}, which holds {FirehoseLimits.RecordBytes}. Deliver this log to a lake.");
            }
        }

        return records;
    }

    /// <summary>How many records the next call takes.</summary>
    private int CallLength(List<ReadOnlyMemory<byte>> records)
    {
        int count = 0;
        int bytes = 0;
        while (count < records.Count && count < callRecords && bytes + records[count].Length <= FirehoseLimits.CallBytes)
        {
            bytes += records[count++].Length;
        }

        return count;
    }

    private static void KeepFailed(List<ReadOnlyMemory<byte>> records, IReadOnlyList<FirehoseError?> results)
    {
        int kept = 0;
        for (int i = 0; i < results.Count; i++)
        {
            if (results[i] is not null)
            {
                records[kept++] = records[i];
            }
        }

        records.RemoveRange(kept, results.Count - kept);
    }
}
