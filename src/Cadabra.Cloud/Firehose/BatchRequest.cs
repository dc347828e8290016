using System.Buffers;
using System.Text.Json;

namespace Cadabra.Cloud.Firehose;

/// <summary>The JSON of one PutRecordBatch, in a buffer of the pool that goes back when this is disposed.</summary>
internal sealed class BatchRequest : IBufferWriter<byte>, IDisposable
{
    // {"Data":""}, around each record; and what stands around them all, with room for what the JSON writer asks for at once.
    private const int BytesAroundRecord = 12;
    private const int BytesAroundCall = 8192;

    private byte[] _buffer;
    private int _length;

    public BatchRequest(string stream, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        long bytes = BytesAroundCall;
        foreach (ReadOnlyMemory<byte> record in records)
        {
            // Base64 makes 4 of 3.
            bytes += BytesAroundRecord + ((record.Length + 2) / 3 * 4);
        }

        _buffer = ArrayPool<byte>.Shared.Rent(checked((int)bytes));
        using Utf8JsonWriter json = new(this);
        json.WriteStartObject();
        json.WriteString("DeliveryStreamName", stream);
        json.WriteStartArray("Records");
        foreach (ReadOnlyMemory<byte> record in records)
        {
            json.WriteStartObject();
            json.WriteBase64String("Data", record.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Valid until this is disposed.</summary>
    public ArraySegment<byte> Json => new(_buffer, 0, _length);

    void IBufferWriter<byte>.Advance(int count) => _length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => Room(sizeHint);

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Room(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private Memory<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < Math.Max(bytes, 1))
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(checked(_buffer.Length + Math.Max(bytes, _buffer.Length)));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length);
    }
}
