using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Cadabra.Recommender.Data;

/// <summary>
/// What a hash table keeps of a text id: its first eight bytes, and 28 bits of a hash with the length. Ids of up to eight bytes, as most shops
/// have, are known by their key alone. Packed to 12 bytes, so that with a dense id it fills a quarter of a cache line.
/// Example: "17850" is Low 0x35383731 ("1785"), High 0x30 ("0"), and ends its tag in 5.
/// </summary>
/// <param name="Low">Bytes 0 to 3, little endian; missing bytes are 0.</param>
/// <param name="High">Bytes 4 to 7.</param>
/// <param name="Tag">Hash of the whole text, and in the lowest four bits its length, 9 for anything longer than eight bytes.</param>
internal readonly record struct IdKey(uint Low, uint High, uint Tag)
{
    private const int PrefixBytes = 8;
    private const int LengthBits = 4;
    private const uint LengthMask = (1 << LengthBits) - 1;

    // Odd constants with well-mixed bits: the golden ratio's, and one of MurmurHash3's finalizer (Appleby).
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const ulong Mixer = 0xFF51AFD7ED558CCD;

    /// <summary>28 well-mixed bits.</summary>
    public int Hash => (int)(Tag >> LengthBits);

    /// <summary>Whether equal keys mean equal texts.</summary>
    public bool IsWhole => (Tag & LengthMask) <= PrefixBytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IdKey Of(ReadOnlySpan<byte> text)
    {
        ulong prefix = Word(text);
        ulong hash = Mix(prefix);
        for (int place = PrefixBytes; place < text.Length; place += PrefixBytes)
        {
            hash = Mix(hash ^ Word(text[place..]));
        }

        uint length = (uint)Math.Min(text.Length, PrefixBytes + 1);
        return new IdKey((uint)prefix, (uint)(prefix >> 32), ((uint)hash & ~LengthMask) | length);
    }

    /// <summary>The first eight bytes as a number, missing ones 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> text)
    {
        if (text.Length >= PrefixBytes)
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(text);
        }

        if (text.Length >= sizeof(uint))
        {
            // The two reads overlap where there are fewer than eight bytes; shifted, the common bytes fall on each other.
            ulong last = BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]);
            return BinaryPrimitives.ReadUInt32LittleEndian(text) | (last << (8 * (text.Length - sizeof(uint))));
        }

        ulong word = 0;
        for (int place = text.Length - 1; place >= 0; place--)
        {
            word = (word << 8) | text[place];
        }

        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 32)) * Golden;
        value = (value ^ (value >> 29)) * Mixer;
        return value ^ (value >> 32);
    }
}
