namespace Cadabra.Shipping.Buffers;

/// <summary>
/// The memory of all flows together, below one cap. Half of it is divided among the flows as a share that nobody else can take, so that
/// one whose sink stands still cannot starve the others; the other half is for whoever comes first. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Buffers are managed arrays, not native memory: an HTTP stack may go on reading a body for a moment after its request has failed, which
/// must not end in freed memory.
/// </remarks>
internal sealed class BufferPool
{
    private const int SmallestBuffer = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Stack<byte[]>> _free = [];
    private readonly List<BufferShare> _shares = [];
    private readonly long _capacity;
    private long _used;
    private long _unused;
    private int _waiting;

    /// <param name="capacity">Bytes of all buffers at most, lent or kept for later.</param>
    public BufferPool(long capacity)
    {
        _capacity = capacity;
    }

    /// <summary>Bytes that are lent.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>Whether somebody had to go without: then nobody should hold what can be sent.</summary>
    public bool IsScarce => Volatile.Read(ref _waiting) > 0;

    public BufferShare Join()
    {
        lock (_lock)
        {
            BufferShare share = new(this);
            _shares.Add(share);
            return share;
        }
    }

    internal void Leave(BufferShare share)
    {
        lock (_lock)
        {
            _shares.Remove(share);
        }
    }

    /// <summary>Bytes of the share of each flow, and so of the largest buffer that each is sure to get.</summary>
    internal int ShareBytes
    {
        get
        {
            lock (_lock)
            {
                return (int)Math.Min(_capacity / 2 / Math.Max(1, _shares.Count), Array.MaxLength);
            }
        }
    }

    internal void Wait(int change) => Interlocked.Add(ref _waiting, change);

    /// <summary>Lends a buffer of at least <paramref name="length"/> bytes; null if there is no room for it now.</summary>
    internal byte[]? TryRent(BufferShare share, int length, bool must)
    {
        lock (_lock)
        {
            int size = Size(length, share);
            if (!must && !HasRoom(share, size))
            {
                return null;
            }

            byte[] buffer;
            if (_free.TryGetValue(size, out Stack<byte[]>? same) && same.TryPop(out byte[]? kept))
            {
                _unused -= size;
                buffer = kept;
            }
            else
            {
                LetGo(_capacity - size);
                buffer = GC.AllocateUninitializedArray<byte>(size);
            }

            share.Used += size;
            _used += size;
            return buffer;
        }
    }

    internal void Return(BufferShare share, byte[] buffer)
    {
        lock (_lock)
        {
            share.Used -= buffer.Length;
            _used -= buffer.Length;
            _unused += buffer.Length;
            if (!_free.TryGetValue(buffer.Length, out Stack<byte[]>? same))
            {
                _free[buffer.Length] = same = new Stack<byte[]>();
            }

            same.Push(buffer);
            LetGo(_capacity);
        }
    }

    private int Size(int length, BufferShare share)
    {
        // Powers of two up to the share, so that there are few kinds and a buffer that is returned fits the next need.
        int size = SmallestBuffer;
        while (size < length)
        {
            size = (int)Math.Min(2L * size, Array.MaxLength);
        }

        return size <= ShareBytes || length > ShareBytes ? size : ShareBytes;
    }

    private bool HasRoom(BufferShare share, int size)
    {
        if (share.Used == 0 && size > ShareBytes)
        {
            // Recorded for sending under a larger cap: it must go as it was recorded, so the cap gives way, for one at a time.
            return true;
        }

        long promised = 0;
        foreach (BufferShare other in _shares)
        {
            promised += other == share ? 0 : Math.Max(0, ShareBytes - other.Used);
        }

        return share.Used + size <= ShareBytes ? _used + size <= _capacity : _used + promised + size <= _capacity;
    }

    /// <summary>Lets unused buffers go until all together, used and unused, are <paramref name="most"/> bytes at most.</summary>
    private void LetGo(long most)
    {
        foreach (Stack<byte[]> same in _free.Values)
        {
            while (_used + _unused > most && same.TryPop(out byte[]? buffer))
            {
                _unused -= buffer.Length;
            }
        }
    }
}
