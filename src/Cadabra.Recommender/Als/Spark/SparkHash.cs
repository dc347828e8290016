using System.Buffers.Binary;
using System.Numerics;

namespace Cadabra.Recommender.Als.Spark;

/// <summary>The hashes that Spark passes seeds through.</summary>
internal static class SparkHash
{
    private const ulong SwapMultiplier = 0x9e3775cd9e3775cd;

    /// <summary>MurmurHash3 for 32-bit machines (Appleby 2011) of the eight bytes of a value, highest byte first, as java.nio writes them.</summary>
    public static uint Murmur3(long value, uint seed)
    {
        // The hash reads words lowest byte first.
        ulong words = BinaryPrimitives.ReverseEndianness((ulong)value);
        uint hash = Mix(Mix(seed, (uint)words), (uint)(words >> 32)) ^ sizeof(long);
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    /// <summary>Scala's byteswap64: multiply, reverse the bytes, multiply again.</summary>
    public static long ByteSwap(long value) =>
        (long)(BinaryPrimitives.ReverseEndianness((ulong)value * SwapMultiplier) * SwapMultiplier);

    private static uint Mix(uint hash, uint word)
    {
        word = BitOperations.RotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
        return (BitOperations.RotateLeft(hash ^ word, 13) * 5) + 0xe6546b64;
    }
}
