using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Cadabra.Recommender.Data;

/// <summary>
/// Maps text ids to dense integers 0, 1, 2, … in order of first appearance, and back.
/// Ids are compared as UTF-8 bytes. Reading is safe from many threads; adding is not.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "An index of ids; not a collection type.")]
public sealed class IdIndex
{
    private const int MinimumSlots = 16;

    // As many cache lines as a core can wait for at once, and not more keys than stay in its nearest cache.
    private const int TogetherLookedUp = 32;

    // Open addressing with linear probing, at most half full. The texts lie end to end in one array, so that a million ids are
    // three objects for the garbage collector and not a million.
    private Slot[] _slots = new Slot[MinimumSlots];
    private int[] _ends = [];
    private byte[] _text = [];

    /// <summary>Number of ids; the dense ids are 0 to Count − 1.</summary>
    public int Count { get; private set; }

    /// <summary>The id's text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The dense id is not in the index.</exception>
    public string this[int id] => Encoding.UTF8.GetString(Utf8(id));

    /// <summary>The id's text as UTF-8 bytes, borrowed until the next addition.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The dense id is not in the index.</exception>
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int GetOrAdd(ReadOnlySpan<byte> utf8Id)
    {
        var key = IdKey.Of(utf8Id);
        ref Slot slot = ref FindSlot(utf8Id, key);
        if (slot.IsFree)
        {
            slot = new Slot(key, Append(utf8Id));
            if (Count * 2 > _slots.Length)
            {
                Grow();
            }

            return Count - 1;
        }

        return slot.Id;
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
        ref Slot slot = ref FindSlot(utf8Id, IdKey.Of(utf8Id));
        denseId = slot.Id;
        return !slot.IsFree;
    }

    /// <summary>
    /// Looks up many texts without adding any. In a large index this is several times quicker than one by one, since they wait for
    /// memory together.
    /// </summary>
    /// <param name="utf8Ids">The texts end to end.</param>
    /// <param name="ends">Where each text ends, ascending.</param>
    /// <param name="denseIds">Gets the dense id of each text, −1 for one that is not in the index.</param>
    /// <exception cref="ArgumentException">There is less room for dense ids than there are texts.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(ReadOnlySpan<byte> utf8Ids, ReadOnlySpan<int> ends, Span<int> denseIds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denseIds.Length, ends.Length, nameof(denseIds));
        Span<IdKey> keys = stackalloc IdKey[TogetherLookedUp];
        int start = 0;
        for (int first = 0; first < ends.Length; first += TogetherLookedUp)
        {
            ReadOnlySpan<int> group = ends.Slice(first, Math.Min(TogetherLookedUp, ends.Length - first));
            int textStart = start;
            for (int i = 0; i < group.Length; i++)
            {
                keys[i] = IdKey.Of(utf8Ids[textStart..group[i]]);
                Prefetch(keys[i]);
                textStart = group[i];
            }

            for (int i = 0; i < group.Length; i++)
            {
                // A free slot's id is −1.
                denseIds[first + i] = FindSlot(utf8Ids[start..group[i]], keys[i]).Id;
                start = group[i];
            }
        }
    }

    private unsafe void Prefetch(IdKey key)
    {
        if (Sse.IsSupported)
        {
            // The address is only a hint: if the array moves meanwhile, nothing but the hint is lost.
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[key.Hash & (_slots.Length - 1)]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot FindSlot(ReadOnlySpan<byte> utf8Id, IdKey key)
    {
        int mask = _slots.Length - 1;
        int place = key.Hash & mask;
        while (true)
        {
            ref Slot slot = ref _slots[place];
            if (slot.IsFree || (slot.Key == key && (key.IsWhole || Utf8(slot.Id).SequenceEqual(utf8Id))))
            {
                return ref slot;
            }

            place = (place + 1) & mask;
        }
    }

    private int Append(ReadOnlySpan<byte> utf8Id)
    {
        int id = Count;
        if (id == _ends.Length)
        {
            Array.Resize(ref _ends, Math.Max(MinimumSlots, id * 2));
        }

        int start = id == 0 ? 0 : _ends[id - 1];
        int end = checked(start + utf8Id.Length);
        if (end > _text.Length)
        {
            Array.Resize(ref _text, (int)Math.Min(Array.MaxLength, Math.Max(end, Math.Max(256, _text.Length * 2L))));
        }

        utf8Id.CopyTo(_text.AsSpan(start));
        _ends[id] = end;
        Count++;
        return id;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow()
    {
        Slot[] old = _slots;
        _slots = new Slot[old.Length * 2];
        int mask = _slots.Length - 1;
        foreach (Slot slot in old)
        {
            if (slot.IsFree)
            {
                continue;
            }

            int place = slot.Key.Hash & mask;
            while (!_slots[place].IsFree)
            {
                place = (place + 1) & mask;
            }

            _slots[place] = slot;
        }
    }

    /// <summary>16 bytes, four to a cache line: a lookup of an id of up to eight bytes touches nothing else.</summary>
    private readonly struct Slot(IdKey key, int id)
    {
        private readonly int _idPlusOne = id + 1;

        public IdKey Key { get; } = key;

        public int Id => _idPlusOne - 1;

        public bool IsFree => _idPlusOne == 0;
    }
}
