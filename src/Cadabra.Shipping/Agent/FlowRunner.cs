using System.Collections.Concurrent;

using Cadabra.Lake.Layout;
using Cadabra.Shipping.Buffers;
using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Delivery;
using Cadabra.Shipping.Files;
using Cadabra.Shipping.Following;
using Cadabra.Shipping.Lines;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Shipping.Agent;

/// <summary>
/// Ships one flow. One loop looks at files, reads, cuts and acknowledges, so that nothing of a log needs a lock; deliveries run beside it, one a file
/// and <see cref="MaxShipments"/> at most.
/// </summary>
internal sealed class FlowRunner : IAsyncDisposable
{
    private const int MaxShipments = 8;
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ActiveSpan = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DrainSpan = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan CancelSpan = TimeSpan.FromMilliseconds(500);

    private readonly FlowContext _context;
    private readonly FlowConfig _flow;
    private readonly BufferShare _share;
    private readonly ParcelRules _rules;
    private readonly ParcelCut _cut;
    private readonly TimeSpan _tick;
    private readonly bool _once;
    private readonly IShippingSink _sink;
    private readonly IBlobContainer _errors;
    private readonly ParcelDelivery _delivery;
    private readonly FlowCounters _counters = new();
    private readonly HashSet<Shipment> _shipments = [];
    private readonly ConcurrentQueue<(Shipment Shipment, Task<DeliveryOutcome> Outcome)> _ended = new();
    private readonly CancellationTokenSource _cancel = new();
    private FlowFiles? _files;
    private Dictionary<FollowedLog, long>? _targets;
    private TaskCompletionSource _wake = NewWake();
    private IShippingSink? _otherSink;
    private DateTimeOffset _lastLook;
    private DateTimeOffset _lastTick;
    private FlowStatus _status;
    private DateTimeOffset? _oldest;
    private bool _isDraining;
    private Exception? _fault;

    public FlowRunner(FlowContext context, FlowConfig flow, BufferShare share, bool once)
    {
        _context = context;
        _flow = flow;
        _share = share;
        _once = once;
        _sink = context.Sinks.CreateSink(flow, context.Config);
        _errors = context.Sinks.OpenErrors(flow, context.Config);
        _rules = new ParcelRules(flow, _sink.Limits, share);
        _tick = flow.BufferInterval / 2 < ShortestTick ? ShortestTick : flow.BufferInterval / 2 < LookPeriod ? flow.BufferInterval / 2 : LookPeriod;
        _cut = new ParcelCut(_rules, _tick);
        _delivery = new ParcelDelivery(flow, _sink.Name, context.Store, _counters, context.Time, context.Logger);
        _status = new FlowStatus { FilePattern = flow.FilePattern, Sink = _sink.Name };
        if (_rules.MaxParcel < Math.Min(flow.BufferBytes, _sink.Limits.MaxParcelBytes))
        {
            Log.BufferReduced(context.Logger, flow.FilePattern, flow.BufferBytes, _rules.MaxParcel, context.Config.MemoryBytes);
        }
    }

    public FlowConfig Flow => _flow;

    public FlowStatus Status()
    {
        FlowStatus status = Volatile.Read(ref _status);
        DateTimeOffset? oldest = _oldest;
        FlowStatus counted = _counters.AddTo(status);
        return counted with
        {
            Records = _sink.Records,
            ErrorLines = counted.ErrorLines + _sink.ErrorLines,
            LagTime = oldest is null ? TimeSpan.Zero : _context.Time.GetUtcNow() - oldest.Value,
        };
    }

    /// <summary>Ships until it is stopped, or, once, until all is delivered that the files held at the first look.</summary>
    /// <param name="others">Keys of the other flows of the configuration.</param>
    /// <exception cref="PermanentSinkException">Once only: something cannot be delivered.</exception>
    public async Task RunAsync(IReadOnlySet<string> others, CancellationToken stopping)
    {
        await StartAsync(others).ConfigureAwait(false);
        while (!stopping.IsCancellationRequested && _fault is null)
        {
            Turn();
            if (_once && IsDone())
            {
                break;
            }

            await SleepAsync(_tick, stopping).ConfigureAwait(false);
        }

        await DrainAsync().ConfigureAwait(false);
        if (_fault is not null)
        {
            throw _fault is PermanentSinkException ? new PermanentSinkException(_fault.Message, _fault) : new InvalidOperationException(_fault.Message, _fault);
        }
    }

    internal async Task StartAsync(IReadOnlySet<string> others)
    {
        KnownLogs known = await FlowStart.BeginAsync(_flow, others, _context.Store, _context.Logger).ConfigureAwait(false);
        _files = new FlowFiles(_flow, _rules, _share, _context.Store, known, _context.Logger);
    }

    /// <summary>Does all that is to be done at this moment.</summary>
    internal void Turn()
    {
        DateTimeOffset now = _context.Time.GetUtcNow();
        Complete();
        bool isTick = now - _lastTick >= _tick;
        _lastTick = isTick ? now : _lastTick;
        if (!_isDraining && now - _lastLook >= LookPeriod)
        {
            _files!.Look(now);
            _lastLook = now;
        }

        _targets ??= _files!.Logs.ToDictionary(log => log, log => log.Facts.Size);
        if (AdvanceAll(now, isTick) && !_isDraining)
        {
            // A file was written anew. Its new content is read at once, before it is deleted or written anew again.
            _files!.Look(now);
            AdvanceAll(now, isTick: false);
        }

        Publish(now);
    }

    /// <summary>Whether nothing is under way.</summary>
    internal bool IsIdle => _shipments.Count == 0;

    /// <summary>Whether a delivery has ended that no turn has noted yet.</summary>
    internal bool HasEnded => !_ended.IsEmpty;

    public async ValueTask DisposeAsync()
    {
        _files?.Dispose();
        _share.Dispose();
        await _sink.DisposeAsync().ConfigureAwait(false);
        if (_otherSink is not null)
        {
            await _otherSink.DisposeAsync().ConfigureAwait(false);
        }

        _cancel.Dispose();
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a file holds another log now than it did before.</summary>
    private bool AdvanceAll(DateTimeOffset now, bool isTick)
    {
        bool isReplaced = false;
        foreach (FollowedLog log in _files!.Logs.ToArray())
        {
            try
            {
                isReplaced |= Advance(log, now, isTick);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.ReadFailed(_context.Logger, log.Checkpoint.Path, e.Message);
            }
        }

        return isReplaced;
    }

    /// <summary>Whether the log's file was found to hold another log now.</summary>
    private bool Advance(FollowedLog log, DateTimeOffset now, bool isTick)
    {
        bool isReplaced = false;
        bool isActive = now - log.LastGrowth < ActiveSpan || log.Place != FilePlace.Matched;
        bool mayRead = !_isDraining || log.Place == FilePlace.Gone;
        if (mayRead && !log.IsReplaced && (log.HasChanged || !log.IsReadToEnd || (isTick && isActive)))
        {
            log.ReadOn(now);
            isReplaced = log.IsReplaced;
            if (isReplaced)
            {
                _files!.Replace(log);
            }
        }

        if (!log.IsSending && _shipments.Count < MaxShipments)
        {
            Ship(log, now);
        }

        // What was renamed stays followed as long as its writer may go on, which is seldom longer than it takes to notice the rotation.
        bool isOver = log.IsReplaced || (log.Place != FilePlace.Matched && now - log.LastGrowth >= _rules.Stillness);
        if (isOver && log.IsFinished && !_isDraining)
        {
            _files!.Release(log, now);
        }

        return isReplaced;
    }

    private void Ship(FollowedLog log, DateTimeOffset now)
    {
        bool isLast = log.IsReadToEnd && (_once || (_isDraining && log.Place == FilePlace.Gone));
        bool isEnd = isLast || _cut.IsStill(log, now);
        if (log.HasLongLine)
        {
            if (isEnd)
            {
                log.EndLongLine();
            }

            if (log.LongLineLength is long lineLength)
            {
                Begin(log, lineLength, isTooLong: true);
            }

            return;
        }

        int length = _cut.Length(log, now, haste: _isDraining || _share.IsScarce, isEnd);
        if (length > 0)
        {
            Begin(log, length, isTooLong: false);
        }
        else if (_share.IsScarce && log.Planned is null && now - log.LastGrowth >= LookPeriod)
        {
            log.Forgo();
        }
    }

    private void Begin(FollowedLog log, long length, bool isTooLong)
    {
        PlannedParcel? resent = log.Planned;
        PlannedParcel plan = resent ?? new PlannedParcel(length, log.Arrival, _flow.Compression, isTooLong);
        LogRange range = new(log.Checkpoint.Source, log.PendingStart, length);
        log.Checkpoint = log.Checkpoint with { Planned = plan, Head = log.Head };
        byte[]? buffer = null;
        IDelivery delivery;
        int lines = 1;
        if (isTooLong)
        {
            delivery = new LongLineDelivery(_errors, log.File, range, plan, log.Checkpoint);
            log.TakeLongLine();
        }
        else
        {
            buffer = log.Take((int)length);
            ReadOnlyMemory<byte> bytes = buffer.AsMemory(0, (int)length);
            lines = LineRun.Count(bytes.Span);
            delivery = SinkOf(plan).Begin(new Parcel(range, plan.Arrival, bytes));
        }

        Shipment shipment = new() { Log = log, Range = range, Plan = plan, Lines = lines, Buffer = buffer, IsResent = resent is not null };
        CheckpointEntry entry = new() { Log = log.Checkpoint };
        _shipments.Add(shipment);
        Task<DeliveryOutcome> outcome = Task.Run(() => _delivery.RunAsync(shipment, delivery, entry, _once, _cancel.Token));
        outcome.ContinueWith(
            task =>
            {
                _ended.Enqueue((shipment, task));
                Volatile.Read(ref _wake).TrySetResult();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>A parcel that was recorded under another compression keeps it, since the name of its object depends on it.</summary>
    private IShippingSink SinkOf(PlannedParcel plan)
    {
        if (plan.Compression == _flow.Compression)
        {
            return _sink;
        }

        return _otherSink ??= _context.Sinks.CreateSink(_flow with { Compression = plan.Compression }, _context.Config);
    }

    private void Complete()
    {
        while (_ended.TryDequeue(out (Shipment Shipment, Task<DeliveryOutcome> Outcome) ended))
        {
            Shipment shipment = ended.Shipment;
            _shipments.Remove(shipment);
            if (!ended.Outcome.IsCompletedSuccessfully)
            {
                _fault ??= ended.Outcome.Exception?.InnerException;
                shipment.Log.GiveUp();
            }
            else if (ended.Outcome.Result == DeliveryOutcome.Cancelled)
            {
                shipment.Log.GiveUp();
            }
            else
            {
                Acknowledge(shipment, ended.Outcome.Result);
            }

            if (shipment.Buffer is not null)
            {
                _share.Return(shipment.Buffer);
            }
        }
    }

    private void Acknowledge(Shipment shipment, DeliveryOutcome outcome)
    {
        FollowedLog log = shipment.Log;
        LogCheckpoint checkpoint = log.Checkpoint with
        {
            Acknowledged = shipment.Range.Offset + shipment.Range.Length,
            Planned = null,
            Tail = TailOf(shipment),
        };
        log.Acknowledge(checkpoint);
        _context.Store.Record(new CheckpointEntry { Log = checkpoint });
        if (outcome != DeliveryOutcome.Arrived)
        {
            return;
        }

        if (shipment.IsResent)
        {
            _counters.AddResent();
        }

        if (shipment.Plan.IsTooLong)
        {
            _counters.AddErrorLine(shipment.Range.Length);
            Log.LineTooLong(_context.Logger, log.Checkpoint.Path, shipment.Range.Offset, shipment.Range.Length, _errors.Location);
        }
        else
        {
            _counters.AddParcel(shipment.Lines, shipment.Range.Length);
            Log.ParcelDelivered(_context.Logger, _sink.Name, log.Checkpoint.Path, shipment.Range.Offset, shipment.Range.Length, shipment.Lines);
        }
    }

    private static Fingerprint TailOf(Shipment shipment)
    {
        int length = (int)Math.Min(Fingerprint.MaxLength, shipment.Range.Length);
        long start = shipment.Range.Length - length;
        if (shipment.Buffer is not null)
        {
            return Fingerprint.Of(shipment.Buffer.AsSpan((int)start, length));
        }

        Span<byte> tail = stackalloc byte[Fingerprint.MaxLength];
        int count = Fingerprint.Read(shipment.Log.File, shipment.Range.Offset + start, tail[..length]);
        return Fingerprint.Of(tail[..count]);
    }

    private bool IsDone() => _targets!.All(target => target.Key.IsFinished || target.Key.Checkpoint.Acknowledged >= target.Value);

    /// <summary>Waits until a delivery ends or time has passed.</summary>
    internal async Task SleepAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        TaskCompletionSource wake = NewWake();
        Volatile.Write(ref _wake, wake);
        if (!_ended.IsEmpty)
        {
            return;
        }

        using CancellationTokenSource awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(wake.Task, Task.Delay(most, _context.Time, awake.Token)).ConfigureAwait(false);
        await awake.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Delivers what is in memory, and deleted files to their end, for at most <see cref="DrainSpan"/>.</summary>
    private async Task DrainAsync()
    {
        DateTimeOffset deadline = _context.Time.GetUtcNow() + DrainSpan;
        _isDraining = true;
        _files!.NoteDeleted();
        Turn();
        while (!IsIdle && _context.Time.GetUtcNow() < deadline)
        {
            await SleepAsync(deadline - _context.Time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
            Turn();
        }

        if (!IsIdle)
        {
            Log.DrainCutShort(_context.Logger, _flow.FilePattern, _shipments.Count);
            await _cancel.CancelAsync().ConfigureAwait(false);
            DateTimeOffset end = _context.Time.GetUtcNow() + CancelSpan;
            while (!IsIdle && _context.Time.GetUtcNow() < end)
            {
                await SleepAsync(CancelSpan, CancellationToken.None).ConfigureAwait(false);
                Complete();
            }
        }

        await _context.Store.FlushAsync().ConfigureAwait(false);
    }

    private void Publish(DateTimeOffset now)
    {
        long lag = 0;
        DateTimeOffset? oldest = null;
        foreach (FollowedLog log in _files!.Logs)
        {
            lag += log.LagBytes;
            if (log.LagBytes > 0)
            {
                DateTimeOffset since = log.HasPending ? log.Arrival : log.LastReadToEnd;
                oldest = since < (oldest ?? DateTimeOffset.MaxValue) ? since : oldest;
            }
        }

        string? trouble = null;
        foreach (Shipment shipment in _shipments)
        {
            oldest = shipment.Plan.Arrival < (oldest ?? DateTimeOffset.MaxValue) ? shipment.Plan.Arrival : oldest;
            if (shipment.Failure is SinkFailure failure && (failure.IsPermanent || now - failure.Since >= ParcelDelivery.Patience))
            {
                trouble ??= failure.Message;
            }
        }

        _oldest = oldest;
        Volatile.Write(ref _status, _status with { Files = _files.Logs.Count, LagBytes = lag, Trouble = trouble });
    }
}
