using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Cadabra.Recommender.Data;

/// <summary>
/// Maps text ids to dense integers 0, 1, 2, … in order of first appearance, and back.
/// Ids are compared as UTF-8 bytes. Reading is safe from many threads; adding is not.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "An index of ids; not a collection type.")]
public sealed class IdIndex
{
    private const int MinimumBuckets = 16;

    // Open addressing with linear probing; a slot holds the dense id + 1, 0 is free. The texts lie end to end in one
    // array, so that a million ids are three objects for the garbage collector and not a million.
    private int[] _slots = new int[MinimumBuckets];
    private uint[] _hashes = [];
    private int[] _ends = [];
    private byte[] _text = [];

    /// <summary>Number of ids; the dense ids are 0 to Count − 1.</summary>
    public int Count { get; private set; }

    /// <summary>The id's text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The dense id is not in the index.</exception>
    public string this[int id] => Encoding.UTF8.GetString(Utf8(id));

    /// <summary>The id's text as UTF-8 bytes, borrowed until the next addition.</summary>
    public ReadOnlySpan<byte> Utf8(int id)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)id, (uint)Count, nameof(id));
        int start = id == 0 ? 0 : _ends[id - 1];
        return _text.AsSpan(start, _ends[id] - start);
    }

    /// <summary>Returns the dense id of a text, adding it if it is new.</summary>
    public int GetOrAdd(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return GetOrAdd(Encoding.UTF8.GetBytes(id));
    }

    /// <inheritdoc cref="GetOrAdd(string)"/>
    public int GetOrAdd(ReadOnlySpan<byte> utf8Id)
    {
        uint hash = Hash(utf8Id);
        int slot = FindSlot(utf8Id, hash);
        if (_slots[slot] != 0)
        {
            return _slots[slot] - 1;
        }

        int id = Append(utf8Id, hash);
        _slots[slot] = id + 1;
        if (Count * 2 > _slots.Length)
        {
            Rehash(_slots.Length * 2);
        }

        return id;
    }

    /// <summary>Looks up a text without adding it.</summary>
    public bool TryGet(string id, out int denseId)
    {
        ArgumentNullException.ThrowIfNull(id);
        return TryGet(Encoding.UTF8.GetBytes(id), out denseId);
    }

    /// <inheritdoc cref="TryGet(string, out int)"/>
    public bool TryGet(ReadOnlySpan<byte> utf8Id, out int denseId)
    {
        denseId = _slots[FindSlot(utf8Id, Hash(utf8Id))] - 1;
        return denseId >= 0;
    }

    private int FindSlot(ReadOnlySpan<byte> utf8Id, uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)hash & mask;
        while (_slots[slot] != 0)
        {
            int candidate = _slots[slot] - 1;
            if (_hashes[candidate] == hash && Utf8(candidate).SequenceEqual(utf8Id))
            {
                break;
            }

            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private int Append(ReadOnlySpan<byte> utf8Id, uint hash)
    {
        int id = Count;
        if (id == _ends.Length)
        {
            int capacity = Math.Max(MinimumBuckets, id * 2);
            Array.Resize(ref _ends, capacity);
            Array.Resize(ref _hashes, capacity);
        }

        int start = id == 0 ? 0 : _ends[id - 1];
        int end = checked(start + utf8Id.Length);
        if (end > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(end, Math.Max(256, _text.Length * 2)));
        }

        utf8Id.CopyTo(_text.AsSpan(start));
        _ends[id] = end;
        _hashes[id] = hash;
        Count++;
        return id;
    }

    private void Rehash(int buckets)
    {
        _slots = new int[buckets];
        int mask = buckets - 1;
        for (int id = 0; id < Count; id++)
        {
            int slot = (int)_hashes[id] & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = id + 1;
        }
    }

    // FNV-1a with a final mix: ids are a dozen bytes, where a call into a stronger hash costs more than it saves.
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        uint hash = 2166136261;
        foreach (byte b in text)
        {
            hash = (hash ^ b) * 16777619;
        }

        hash ^= hash >> 15;
        hash *= 0x2c1b3c6d;
        return hash ^ (hash >> 13);
    }
}
