using System.Buffers;

namespace Cadabra.Shipping.Processing;

/// <summary>Bytes that grow at their end, in an array that is rented while there are any.</summary>
internal sealed class PooledBytes : IDisposable
{
    private byte[] _array = [];
    private int _length;

    /// <summary>Bytes appended so far; valid until more is asked for.</summary>
    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, _length);

    /// <summary>Room behind the bytes: at least <paramref name="size"/>, to be followed by <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_array.Length - _length < size)
        {
            // Doubling keeps the copying below one copy of each byte on average.
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + size), (int)Math.Min(2L * _length, Array.MaxLength)));
            Written.Span.CopyTo(larger);
            Release();
            _array = larger;
        }

        return _array.AsSpan(_length);
    }

    /// <summary>Takes the first <paramref name="count"/> bytes of what was reserved.</summary>
    public void Advance(int count) => _length += count;

    /// <summary>Appends a copy.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Advance(bytes.Length);
    }

    public void Dispose()
    {
        Release();
        _array = [];
        _length = 0;
    }

    private void Release()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }
    }
}
