using Cadabra.Shipping.Sinks;

namespace Cadabra.Shipping.Tests.Rig;

/// <summary>A sink that overwrites by range and arrival, as a lake does, and fails as a test says.</summary>
internal sealed class FaultySink : IShippingSink
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Source, long Offset, long Length, DateTimeOffset Arrival), byte[]> _stored = [];
    private readonly List<Parcel> _begun = [];
    private int _attempts;

    public string Name => "faulty";

    public SinkLimits Limits { get; set; } = new(128 << 20, 128 << 20);

    /// <summary>Called before each parcel is stored; may throw or wait.</summary>
    public Func<Parcel, CancellationToken, Task> BeforeStoring { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Called after each parcel was stored; may throw, as a time-out does.</summary>
    public Action<Parcel> AfterStoring { get; set; } = static _ => { };

    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>Parcels in the order in which their deliveries began.</summary>
    public IReadOnlyList<Parcel> Begun
    {
        get
        {
            lock (_lock)
            {
                return [.. _begun];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _stored.Count;
            }
        }
    }

    /// <summary>What has been stored of each log whose file was first seen under this name: its parcels in order of their offset, one after the other.</summary>
    public List<byte[]> Logs(string fileName)
    {
        lock (_lock)
        {
            return [.. _stored
                .Where(parcel => Path.GetFileName(parcel.Key.Source.Split('#')[0]) == fileName)
                .GroupBy(parcel => parcel.Key.Source)
                .Select(log => log.OrderBy(parcel => parcel.Key.Offset).SelectMany(parcel => parcel.Value).ToArray())];
        }
    }

    public IDelivery Begin(Parcel parcel)
    {
        lock (_lock)
        {
            // The bytes are the agent's, and only until the delivery has ended.
            _begun.Add(parcel with { Bytes = parcel.Bytes.ToArray() });
        }

        return new Delivery(this, parcel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Delivery(FaultySink sink, Parcel parcel) : IDelivery
    {
        public async Task SendAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref sink._attempts);
            await sink.BeforeStoring(parcel, cancellationToken);
            lock (sink._lock)
            {
                sink._stored[(parcel.Range.Source, parcel.Range.Offset, parcel.Range.Length, parcel.Arrival)] = parcel.Bytes.ToArray();
            }

            sink.AfterStoring(parcel);
        }
    }
}
