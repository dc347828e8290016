namespace Cadabra.Shipping.Buffers;

/// <summary>One flow's part in the pool. Lending and returning are safe for concurrent use.</summary>
internal sealed class BufferShare : IDisposable
{
    private readonly BufferPool _pool;

    internal BufferShare(BufferPool pool)
    {
        _pool = pool;
    }

    /// <summary>The largest buffer that is sure to be had once the flow's other buffers are returned.</summary>
    public int LargestBuffer => _pool.ShareBytes;

    public bool IsScarce => _pool.IsScarce;

    /// <summary>Bytes lent to this flow; guarded by the pool.</summary>
    internal long Used { get; set; }

    /// <summary>Lends a buffer of at least <paramref name="length"/> bytes; null if there is no room for it now.</summary>
    /// <param name="length">Bytes needed.</param>
    /// <param name="must">Whether the cap gives way.</param>
    public byte[]? TryRent(int length, bool must = false) => _pool.TryRent(this, length, must);

    public void Return(byte[] buffer) => _pool.Return(this, buffer);

    /// <summary>Notes that one more, or one less, goes without a buffer.</summary>
    public void Wait(int change) => _pool.Wait(change);

    public void Dispose() => _pool.Leave(this);
}
