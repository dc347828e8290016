namespace Cadabra.Orders.Tests;

/// <summary>Bytes that arrive in reads of given sizes, over and over, as from a slow or compressed source.</summary>
internal sealed class ChunkedStream(byte[] bytes, params int[] sizes) : MemoryStream(bytes, writable: false)
{
    private int _reads;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int size = Math.Max(1, sizes[_reads++ % sizes.Length]);
        return base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
