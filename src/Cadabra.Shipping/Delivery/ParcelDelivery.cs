using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;

using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping.Delivery;

/// <summary>Brings one parcel to the sink, however long that takes: records the plan first, then sends until it has arrived.</summary>
internal sealed class ParcelDelivery(FlowConfig flow, string sink, CheckpointStore store, FlowCounters counters, TimeProvider time, ILogger logger)
{
    /// <summary>How long a passing failure may last before it is said aloud.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="shipment">What is sent.</param>
    /// <param name="delivery">Its delivery at the sink.</param>
    /// <param name="plan">The entry to be recorded before the first attempt.</param>
    /// <param name="giveUpAfterPermanent">Whether a failure that only a person can help ends it, since nobody is going to wait.</param>
    /// <exception cref="PermanentSinkException">Only if it was to be given up after one.</exception>
    public async Task<DeliveryOutcome> RunAsync(Shipment shipment, IDelivery delivery, CheckpointEntry plan, bool giveUpAfterPermanent, CancellationToken cancellationToken)
    {
        Backoff backoff = new(flow.RetryInitialBackoff, flow.RetryMaxBackoff, Random.Shared);
        bool isRecorded = false;
        while (true)
        {
            try
            {
                if (!isRecorded)
                {
                    await store.RecordAsync(plan).ConfigureAwait(false);
                    isRecorded = true;
                }

                cancellationToken.ThrowIfCancellationRequested();
                await delivery.SendAsync(cancellationToken).ConfigureAwait(false);
                shipment.Failure = null;
                return DeliveryOutcome.Arrived;
            }
            catch (Exception e) when (cancellationToken.IsCancellationRequested)
            {
                Log.DeliveryCancelled(logger, e, sink, shipment.Range.Source, shipment.Range.Offset, shipment.Range.Length);
                return DeliveryOutcome.Cancelled;
            }
            catch (LogReplacedException e)
            {
                Log.LogLost(logger, e.Message);
                return DeliveryOutcome.Lost;
            }
            catch (Exception e) when (!(giveUpAfterPermanent && e is PermanentSinkException))
            {
                if (!await WaitAsync(Note(shipment, e), backoff, cancellationToken).ConfigureAwait(false))
                {
                    return DeliveryOutcome.Cancelled;
                }
            }
        }
    }

    private SinkFailure Note(Shipment shipment, Exception exception)
    {
        counters.AddRetry();
        SinkFailure? before = shipment.Failure;
        SinkFailure failure = SinkFailure.Of(exception, before?.Since ?? time.GetUtcNow());
        shipment.Failure = failure;
        if (before is not null && before.IsPermanent == failure.IsPermanent)
        {
            Log.DeliveryFailedAgain(logger, sink, failure.Message);
        }
        else if (failure.IsPermanent)
        {
            Log.DeliveryBlocked(logger, sink, failure.Message);
        }
        else
        {
            Log.DeliveryFailed(logger, sink, failure.Message);
        }

        return failure;
    }

    private async Task<bool> WaitAsync(SinkFailure failure, Backoff backoff, CancellationToken cancellationToken)
    {
        TimeSpan delay = backoff.Next(failure.RetryAfter);
        if (failure.IsPermanent && delay < Backoff.PermanentDelay)
        {
            delay = Backoff.PermanentDelay;
        }

        try
        {
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
