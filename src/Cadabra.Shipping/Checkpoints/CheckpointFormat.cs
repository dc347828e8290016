using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Text.Json;

namespace Cadabra.Shipping.Checkpoints;

/// <summary>Lines of a checkpoint file: CRC-32C of the JSON in eight hex digits, a space, the JSON, a line feed.</summary>
internal static class CheckpointFormat
{
    public const string Name = "cadabra-shipping-checkpoint";
    public const int Version = 1;

    private const int ChecksumDigits = 8;

    public static void Write(CheckpointEntry entry, IBufferWriter<byte> to)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(entry, CheckpointJson.Default.CheckpointEntry);
        Span<byte> line = to.GetSpan(ChecksumDigits + json.Length + 2);
        Utf8Formatter.TryFormat(Checksum(json), line, out int digits, new StandardFormat('x', ChecksumDigits));
        line[digits] = (byte)' ';
        json.CopyTo(line[(digits + 1)..]);
        line[digits + 1 + json.Length] = (byte)'\n';
        to.Advance(digits + json.Length + 2);
    }

    /// <summary>Reads one line without its line feed; null if it is damaged.</summary>
    public static CheckpointEntry? Read(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumDigits + 1
            || !Utf8Parser.TryParse(line[..ChecksumDigits], out uint checksum, out int digits, 'x')
            || digits != ChecksumDigits
            || checksum != Checksum(line[(ChecksumDigits + 1)..]))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(line[(ChecksumDigits + 1)..], CheckpointJson.Default.CheckpointEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
