using Cadabra.Shipping.Buffers;

namespace Cadabra.Shipping.Following;

/// <summary>The bytes of one log that were read and are not under way yet, in one buffer that grows with them.</summary>
internal sealed class PendingBytes
{
    private readonly BufferShare _share;
    private byte[]? _buffer;
    private bool _isWaiting;

    public PendingBytes(BufferShare share, long start)
    {
        _share = share;
        Start = start;
    }

    /// <summary>Place of the first byte in the log.</summary>
    public long Start { get; private set; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    /// <summary>Room to read into; empty if there is no memory now.</summary>
    /// <param name="more">Bytes that are there to be read; more than none.</param>
    /// <param name="most">Bytes to be held at most; more than are held.</param>
    public Span<byte> Room(long more, int most)
    {
        int wanted = (int)Math.Min(Length + more, most);
        if (_buffer is null || (_buffer.Length < wanted && _buffer.Length == Length))
        {
            byte[]? larger = _share.TryRent(wanted);
            Wait(larger is null);
            if (larger is null)
            {
                return [];
            }

            Span.CopyTo(larger);
            Return();
            _buffer = larger;
        }

        return _buffer.AsSpan(Length, Math.Min(_buffer.Length, most) - Length);
    }

    public void Add(int count) => Length += count;

    /// <summary>Takes the first bytes out, with the buffer they are in, which is then the caller's. The rest is kept, if there is memory for it.</summary>
    /// <param name="count">How many.</param>
    /// <param name="mustKeepRest">Whether the rest is nowhere else, so that the cap has to give way.</param>
    /// <returns>The buffer, and whether the rest is still held; if not, it has to be read again.</returns>
    public (byte[] Buffer, bool IsRestKept) Take(int count, bool mustKeepRest)
    {
        byte[] taken = _buffer!;
        int rest = Length - count;
        _buffer = null;
        Start += count;
        Length = 0;
        if (rest > 0)
        {
            _buffer = _share.TryRent(rest, must: mustKeepRest);
            if (_buffer is null)
            {
                return (taken, false);
            }

            taken.AsSpan(count, rest).CopyTo(_buffer);
            Length = rest;
        }

        return (taken, true);
    }

    /// <summary>Gives all back unsent. The bytes are still in the file.</summary>
    public void Drop()
    {
        Return();
        Length = 0;
        Wait(false);
    }

    /// <summary>Drops, and goes on at another place.</summary>
    public void MoveTo(long start)
    {
        Drop();
        Start = start;
    }

    private void Return()
    {
        if (_buffer is not null)
        {
            _share.Return(_buffer);
            _buffer = null;
        }
    }

    private void Wait(bool isWaiting)
    {
        if (isWaiting != _isWaiting)
        {
            _isWaiting = isWaiting;
            _share.Wait(isWaiting ? 1 : -1);
        }
    }
}
