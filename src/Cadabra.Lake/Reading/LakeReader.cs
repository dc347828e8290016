using System.Runtime.CompilerServices;

using Cadabra.Lake.Inputs;
using Cadabra.Orders;

namespace Cadabra.Lake.Reading;

/// <summary>
/// Reads the order lines of objects: plain logs, or gzip, told apart by their first bytes. Several objects are inflated and parsed ahead of the
/// consumer, and yet the batches come in the order of the objects and of their lines, the same every time.
/// A gzip object is delivered only after all of it has proved whole; a damaged one is named in <see cref="Report"/> and delivers nothing.
/// </summary>
public sealed class LakeReader
{
    private readonly IReadOnlyList<LakeObject> _objects;
    private readonly LakeReaderOptions _options;
    private readonly List<DamagedObject> _damaged = [];
    private int _read;
    private OrderCounts _counts = OrderCounts.Zero;
    private bool _started;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public LakeReader(IReadOnlyList<LakeObject> objects, LakeReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objects);
        _objects = objects;
        _options = options ?? new LakeReaderOptions();
        _options.Validate();
    }

    /// <summary>What has been read so far: between two batches of <see cref="ReadAsync"/>, and complete when it has ended. To be asked from the consumer's thread.</summary>
    public LakeReport Report => new(_read, [.. _damaged], _counts);

    /// <summary>All batches of all objects. A reader reads once.</summary>
    /// <exception cref="IOException">An object could not be read, or is gone, or changed while it was read.</exception>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public async IAsyncEnumerable<LakeBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_started)
        {
            throw new InvalidOperationException("This reader has been read already; make another for a second pass.");
        }

        _started = true;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<ObjectReading> ahead = new();
        try
        {
            int next = 0;
            while (next < _objects.Count || ahead.Count > 0)
            {
                while (next < _objects.Count && ahead.Count < _options.ObjectsAtOnce)
                {
                    ahead.Enqueue(ObjectReading.Start(_objects[next++], _options, stop.Token));
                }

                ObjectReading current = ahead.Peek();
                await foreach (OrderBatch batch in current.Batches.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    _counts = _counts.Add(batch.Counts);
                    yield return new LakeBatch(current.Source, batch);
                }

                DamagedObject? damaged = await current.Outcome.ConfigureAwait(false);
                if (damaged is not null)
                {
                    _damaged.Add(damaged);
                }

                _read++;
                ahead.Dequeue();
            }
        }
        finally
        {
            // Whether the consumer left early or an object failed: nothing goes on reading behind its back.
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (ObjectReading reading in ahead)
            {
                await ((Task)reading.Outcome).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
